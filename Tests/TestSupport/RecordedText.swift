// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A document followed by its expected output, on lines that begin with `#>`: both are in one file, and in a
/// language with `#` for comments the whole is still a document of that language.
package struct RecordedText: Sendable, CustomTestStringConvertible {
    /// Relative to the root of the repository.
    package let path: String
    package let input: String
    package let expected: String

    package init(path: String) throws {
        self.path = path
        let text = try Repository.text(path)
        guard let start = Self.start(of: text) else {
            (input, expected) = (text, "")
            return
        }
        input = String(text[..<start])
        expected = text[start...].split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0.hasPrefix("#>") }
            .map { $0.hasPrefix("#> ") ? $0.dropFirst(3) : $0.dropFirst(2) }
            .map { $0 + "\n" }.joined()
    }

    /// All of them in a directory, by name.
    package static func all(in directory: String, endingWith suffix: String) -> [RecordedText] {
        do {
            return try Repository.files(in: directory, endingWith: suffix).map {
                try RecordedText(path: directory + "/" + $0)
            }
        } catch {
            preconditionFailure("fixtures can't be read: \(error)")
        }
    }

    /// Expects the output that is due; while recording, it is written into the file instead.
    package func expect(_ output: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        guard isRecording else { return expectSame(output, expected, path, sourceLocation: sourceLocation) }
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast(output.isEmpty ? 0 : 1)
        let recorded = lines.map { $0.isEmpty ? "#>\n" : "#> \($0)\n" }.joined()
        try Data((input + recorded).utf8).write(to: Repository.root.appending(path: path))
    }

    package var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Where the first line with `#>` starts.
    private static func start(of text: String) -> String.Index? {
        if text.hasPrefix("#>") { return text.startIndex }
        return text.range(of: "\n#>").map { text.index(after: $0.lowerBound) }
    }
}
