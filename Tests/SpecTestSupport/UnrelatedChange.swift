// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML
import TestSupport

/// A change of a file that has nothing to do with what is wrong in it: every finding has to stay, at its place.
package struct UnrelatedChange: CustomStringConvertible {
    package let edit: Finding.Fix.Edit
    /// Whether it declares something: that may be counted, and so change what a message says.
    package let isDeclaration: Bool
    package let description: String

    private init(_ description: String, at place: Span, _ text: String, isDeclaration: Bool = false) {
        self.description = "\(description) at \(place.start)"
        self.isDeclaration = isDeclaration
        edit = Finding.Fix.Edit(replacing: place, with: text)
    }

    /// The changes that changed the findings in files, and what was found after each.
    package static func faults(in files: FixtureFiles, _ compile: (FixtureFiles) -> CompiledFixture) -> [String] {
        let before = compile(files)
        return changes(of: before).compactMap { change in
            let source = before.sources[change.edit.span.source]
            var changed = files
            changed.texts[source.path] = source.applying([change.edit])
            let after = compile(changed)
            let isSame =
                before.findings.count == after.findings.count
                && zip(after.findings, before.findings).allSatisfy(change.made)
            return isSame ? nil : "\(change) in \(source.path) made\n\(after.report)"
        }
    }

    /// What can be changed in the files of a fixture without being noticed.
    private static func changes(of fixture: CompiledFixture) -> [UnrelatedChange] {
        let sources = fixture.sources.sources
        // Another metric adds a string that a translation lacks, and may break a policy.
        let judgesMetrics = sources.contains { $0.path.hasPrefix("locales/") || $0.text.contains("policies:") }
        return sources.enumerated().flatMap { index, source in
            changes(of: source, SourceID(index: index), fixture.findings, withMetric: !judgesMetrics)
        }
    }

    private static func changes(
        of source: SourceText, _ id: SourceID, _ findings: [Finding], withMetric: Bool
    ) -> [UnrelatedChange] {
        func place(_ line: Int, _ column: Int = 1) -> Span {
            let position = Position(line: line, column: column)
            return Span(source: id, start: position, end: position)
        }
        func lines(before line: Int) -> [UnrelatedChange] {
            [
                UnrelatedChange("a comment", at: place(line), "# It has nothing to do with anything.\n"),
                UnrelatedChange("an empty line", at: place(line), "\n"),
            ]
        }
        let document = YAMLDocument(source, id: id)
        guard !source.text.isEmpty else { return [] }
        // If the notation itself is wrong, it is unknown what is inside of a string.
        guard let root = document.root, document.findings.isEmpty else { return lines(before: 1) }
        let scalars = root.scalars
        let inTexts = Set(scalars.flatMap { Array(($0.node.span.start.line + 1)..<($0.node.span.end.line + 1)) })
        var changes = (1...source.lineCount).filter { !inTexts.contains($0) }.flatMap(lines(before:))
        if withMetric, case .mapping(let file) = root.content, let groups = file["groups"],
            case .mapping(let mapping) = groups.value.content, !mapping.isFlow,
            let first = mapping.entries.first?.key.span
        {
            let indentation = String(repeating: " ", count: first.start.column - 1)
            let group = ["unrelated:", "  metrics:", "    unrelated_total: {type: counter, help: How much there is.}"]
            changes.append(
                UnrelatedChange(
                    "a metric", at: place(first.start.line), group.map { indentation + $0 + "\n" }.joined(),
                    isDeclaration: true))
        }
        let spans = findings.flatMap { [$0.span] + $0.related.map(\.span) }
        for (number, scalar) in scalars.enumerated() where scalar.key == "help" && scalar.endsInFullStop {
            let span = scalar.node.span
            guard !spans.contains(where: { $0.source == id && $0.start < span.end && span.start < $0.end }) else {
                continue
            }
            let column = span.end.column - (scalar.isQuoted ? 2 : 1)
            changes.append(UnrelatedChange("another help", at: place(span.end.line, column), " and so on \(number)"))
        }
        return changes
    }

    /// Where a finding has to stand after the change.
    private func moving(_ span: Span) -> Span {
        guard span.source == edit.span.source else { return span }
        let start = span.start >= edit.span.start ? moved(span.start) : span.start
        // What ends where something is put in doesn't become longer by it.
        let end = span.start == span.end ? start : span.end > edit.span.start ? moved(span.end) : span.end
        return Span(source: span.source, start: start, end: end)
    }

    private func moved(_ position: Position) -> Position {
        let written = edit.text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = position.line + written.count - 1
        guard position.line == edit.span.end.line else { return Position(line: line, column: position.column) }
        let added = written.last?.unicodeScalars.count ?? 0
        return Position(
            line: line,
            column: written.count > 1
                ? position.column - edit.span.end.column + added + 1 : position.column + added)
    }

    /// Whether a finding is what became of another one by this change.
    private func made(_ finding: Finding, of other: Finding) -> Bool {
        // A file as a whole stays where it begins.
        let isOfFile = other.span.start == other.span.end && other.span.start == Position(line: 1, column: 1)
        guard finding.rule == other.rule, finding.span == (isOfFile ? other.span : moving(other.span)),
            finding.related.map(\.span) == other.related.map({ moving($0.span) })
        else { return false }
        return isDeclaration
            || finding.message == other.message && finding.notes == other.notes
                && finding.help == other.help && finding.underline == other.underline
                && finding.related.map(\.message) == other.related.map(\.message)
                && finding.fixes.map(\.description) == other.fixes.map(\.description)
    }
}

private struct Scalar {
    let key: String
    let node: YAMLNode
    let text: YAMLScalar

    var isQuoted: Bool { text.style == .quoted }
    var endsInFullStop: Bool { text.style != .block && text.text.hasSuffix(".") }
}

extension YAMLNode {
    /// All strings below it, each with its key.
    fileprivate var scalars: [Scalar] {
        func collect(_ node: YAMLNode, _ key: String) -> [Scalar] {
            switch node.content {
            case .scalar(let scalar): [Scalar(key: key, node: node, text: scalar)]
            case .sequence(let sequence): sequence.elements.flatMap { collect($0, key) }
            case .mapping(let mapping):
                // Nothing is said about a help of which a fault is waived, and the waiver is there for it.
                mapping.entries.filter { $0.key.value != "help" || mapping["allow"] == nil }
                    .flatMap { collect($0.value, $0.key.value) }
            case .reported: []
            }
        }
        return collect(self, "")
    }
}
