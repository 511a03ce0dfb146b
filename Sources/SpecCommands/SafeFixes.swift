// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// A fix that was made, as people read it.
package struct AppliedFix: Sendable, Equatable, CustomStringConvertible {
    package let path: String
    /// In the file as it was before any fix.
    package internal(set) var position: Position
    package let message: String
    package let fix: String
    package let code: String
    let absolutePath: String

    package var description: String { "\(PrintedText.line(path)):\(position): fixed: \(message); \(fix) [\(code)]" }
}

/// The safe fixes of some findings that can be made together, and the files as they are after them.
struct SafeFixes {
    private(set) var applied: [AppliedFix] = []
    /// By absolute path.
    private(set) var edits: [String: [Finding.Fix.Edit]] = [:]
    private var texts: [String: SourceText] = [:]
    /// By absolute path: where each of the files is.
    private(set) var places: [String: FilePlace] = [:]

    /// Files can be part of several specs, whose findings then name the same fixes: each is made once.
    ///
    /// - Parameter isGood: Called with all fixes, and with each half if they aren't good together. A fix that isn't
    ///   good together with those before it is left out.
    init(of linted: [LintedSpecs.Linted], where isGood: (SafeFixes) -> Bool) {
        let candidates = linted.flatMap { spec in
            spec.findings.compactMap { finding in
                finding.fixes.first(where: \.isSafe)
                    .map { Candidate(fix: $0, finding: finding, compilation: spec.compilation) }
            }
        }
        takeByHalves(
            candidates[...], into: &self,
            adding: { candidate, fixes in fixes.add(candidate.fix, of: candidate.finding, in: candidate.compilation) },
            where: isGood)
    }

    private struct Candidate {
        let fix: Finding.Fix
        let finding: Finding
        let compilation: Compilation
    }

    /// The files after the fixes, by absolute path.
    var contents: [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for (path, edits) in edits {
            guard let source = texts[path], let text = source.applying(edits.map { $0.breakingLines(as: source) })
            else { continue }
            contents[path] = Array(text.utf8)
        }
        return contents
    }

    /// A fix is made whole or not at all.
    ///
    /// - Returns: whether it is made.
    private mutating func add(_ fix: Finding.Fix, of finding: Finding, in compilation: Compilation) -> Bool {
        var new = edits
        for edit in fix.edits {
            let path = compilation.absolutePaths[edit.span.source.index]
            // A file that isn't UTF-8 would lose the bytes that can't be read.
            let source = compilation.sources[edit.span.source]
            guard source.malformed == nil else { return false }
            texts[path] = source
            places[path] = compilation.places[edit.span.source.index]
            // Of two that overlap only one can be made.
            guard new[path]?.contains(where: edit.overlaps) != true else { return false }
            new[path, default: []].append(edit)
        }
        let isKnown = fix.edits.allSatisfy { edit in
            edits[compilation.absolutePaths[edit.span.source.index]]?.contains {
                ($0.span.start, $0.span.end) == (edit.span.start, edit.span.end) && $0.text == edit.text
            } == true
        }
        guard !isKnown else { return false }
        edits = new
        applied.append(
            AppliedFix(
                path: compilation.sources[finding.span.source].path, position: finding.span.start,
                message: finding.message, fix: fix.description, code: finding.rule.code,
                absolutePath: compilation.absolutePaths[finding.span.source.index]))
        return true
    }
}

extension Finding.Fix.Edit {
    /// Whether both touch one place. What two write at one place, and delete nothing there, fits in beside each other.
    func overlaps(_ other: Self) -> Bool {
        span.start < other.span.end && other.span.start < span.end
            || span.start == other.span.start && max(span.end, other.span.end) > span.start
    }

    /// The same edit with the line breaks that the text has.
    fileprivate func breakingLines(as source: SourceText) -> Finding.Fix.Edit {
        guard source.breaksLinesWithCarriageReturn else { return self }
        return Finding.Fix.Edit(
            replacing: span,
            with: text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
    }
}

extension SourceText {
    fileprivate var breaksLinesWithCarriageReturn: Bool {
        text.utf8.firstIndex(of: UInt8(ascii: "\n")).map { index in
            index > text.utf8.startIndex && text.utf8[text.utf8.index(before: index)] == UInt8(ascii: "\r")
        } ?? false
    }
}
