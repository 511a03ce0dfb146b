// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TextDifference

/// Expects two strings to have the same bytes. A failing test prints where they differ first, and a unified diff.
package func expectSame(
    _ actual: String, _ expected: String, _ name: String = "text", sourceLocation: SourceLocation = #_sourceLocation
) {
    guard let mismatch = TextMismatch(actual: actual, expected: expected, name: name) else { return }
    Issue.record(Comment(rawValue: mismatch.description), sourceLocation: sourceLocation)
}

/// Expects a string to be what a file of the repository has. While recording, the file is written instead, and the
/// difference is for a person to read.
package func expectRecorded(
    _ actual: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    guard isRecording else {
        return expectSame(actual, try Repository.text(path), path, sourceLocation: sourceLocation)
    }
    let file = Repository.root.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: file)
}

/// How two strings differ, for people.
package struct TextMismatch: CustomStringConvertible {
    package let description: String

    /// nil where they don't.
    package init?(actual: String, expected: String, name: String) {
        guard !actual.utf8.elementsEqual(expected.utf8) else { return nil }
        let (new, old) = (Self.lines(of: actual), Self.lines(of: expected))
        let common = zip(old, new).prefix { $0 == $1 }.count
        let (oldLine, newLine) = (common < old.count ? old[common] : [], common < new.count ? new[common] : [])
        let column = zip(oldLine, newLine).prefix { $0 == $1 }.count
        func text(_ mark: String, _ lines: [[Unicode.Scalar]]) -> String {
            guard common < lines.count else { return "" }
            return mark + String(String.UnicodeScalarView(lines[common])) + "\n"
        }
        description =
            "\(name) differs first at line \(common + 1), column \(column + 1):\n" + text("-", old) + text("+", new)
            + String(repeating: " ", count: column + 1) + "^\n"
            + UnifiedDiff.text(old: expected, new: actual, oldName: "expected", newName: "actual")
    }

    /// As scalars, since to Swift's strings two spellings of `é` are the same character.
    private static func lines(of text: String) -> [[Unicode.Scalar]] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }
}
