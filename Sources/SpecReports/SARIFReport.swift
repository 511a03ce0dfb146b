// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON

/// Findings as SARIF 2.1.0, which code scanning services and editors read: one document, also when there is nothing to
/// report. The rules that it describes are those of its results.
package struct SARIFReport {
    private let sources: SourceCollection
    private let toolVersion: String
    private let pages: [Rule: ExplainedRule]
    private let path: (SourceText) -> String

    /// - Parameters:
    ///   - rules: the rules whose pages the document may quote.
    ///   - path: by which path the reader knows a file, where it is relative from the root of the sources.
    package init(
        sources: SourceCollection, toolVersion: String, rules: [ExplainedRule],
        path: @escaping (SourceText) -> String = \.packagePath
    ) {
        self.sources = sources
        self.toolVersion = toolVersion
        pages = Dictionary(rules.map { ($0.rule, $0) }) { first, _ in first }
        self.path = path
    }

    /// - Parameter failure: why the run has not come so far as to have findings.
    package func document(of findings: some Sequence<Finding>, failure: String? = nil) -> JSONValue {
        let findings = findings.inFileOrder()
        let rules = Set(findings.map(\.rule)).sorted { $0.code < $1.code }
        let driver: JSONValue = [
            "name": "metricsgen", "version": .string(toolVersion), "rules": .array(rules.map(rule)),
        ]
        var run: [JSONValue.Member] = [
            .init("tool", ["driver": driver]),
            // Ours count Unicode scalars.
            .init("columnKind", "unicodeCodePoints"),
            .init(
                "results",
                .array(findings.map { finding in result(finding, rules.firstIndex(of: finding.rule) ?? 0) })),
        ]
        if let failure {
            let notification: JSONValue = ["level": "error", "message": ["text": .string(Self.plain(failure))]]
            let invocation: JSONValue = [
                "executionSuccessful": false, "toolExecutionNotifications": [notification],
            ]
            run.append(.init("invocations", [invocation]))
        }
        return [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [.object(run)],
        ]
    }

    private func rule(_ rule: Rule) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", .string(rule.code)),
            .init("name", .string(rule.name)),
            .init("shortDescription", ["text": .string(rule.name)]),
        ]
        if let page = pages[rule] {
            var help = page.explanation
            if !page.badExample.isEmpty { help += "\n\nRaises it:\n\n```yaml\n\(page.badExample)\n```" }
            if !page.goodExample.isEmpty { help += "\n\nFixed:\n\n```yaml\n\(page.goodExample)\n```" }
            members.append(.init("fullDescription", ["text": .string(page.explanation)]))
            members.append(.init("help", ["text": .string(help), "markdown": .string(help)]))
        }
        members.append(.init("defaultConfiguration", ["level": .string(Self.level(rule.severity))]))
        return .object(members)
    }

    private func result(_ finding: Finding, _ index: Int) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("ruleId", .string(finding.rule.code)),
            .init("ruleIndex", .integer(index)),
            .init("level", .string(Self.level(finding.rule.severity))),
            .init(
                "message", ["text": .string(Self.plain(([finding.message] + finding.advice).joined(separator: "\n")))]),
            .init("locations", [["physicalLocation": place(finding.span)]]),
        ]
        if !finding.related.isEmpty {
            members.append(
                .init(
                    "relatedLocations",
                    .array(
                        finding.related.map {
                            ["physicalLocation": place($0.span), "message": ["text": .string(Self.plain($0.message))]]
                        })))
        }
        let fixes = finding.fixes.filter { !$0.edits.isEmpty }
        if !fixes.isEmpty { members.append(.init("fixes", .array(fixes.map(fix)))) }
        return .object(members)
    }

    private func fix(_ fix: Finding.Fix) -> JSONValue {
        // A change is about one file; the files are in the order in which they are edited first.
        var files: [SourceID] = []
        for edit in fix.edits where !files.contains(edit.span.source) { files.append(edit.span.source) }
        let changes = files.map { file -> JSONValue in
            let replacements = fix.edits.filter { $0.span.source == file }.map { edit -> JSONValue in
                ["deletedRegion": region(edit.span), "insertedContent": ["text": .string(edit.text)]]
            }
            return ["artifactLocation": location(file), "replacements": .array(replacements)]
        }
        return [
            "description": ["text": .string(fix.description)],
            "artifactChanges": .array(changes),
            "properties": ["safe": .bool(fix.isSafe)],
        ]
    }

    private func place(_ span: Span) -> JSONValue {
        ["artifactLocation": location(span.source), "region": region(span)]
    }

    private func region(_ span: Span) -> JSONValue {
        [
            "startLine": .integer(span.start.line), "startColumn": .integer(span.start.column),
            "endLine": .integer(span.end.line), "endColumn": .integer(span.end.column),
        ]
    }

    /// A path inside the package is relative to its directory, which the reader knows as the root of the sources.
    private func location(_ id: SourceID) -> JSONValue {
        let path = path(sources[id])
        if path.hasPrefix("/") { return ["uri": .string("file://" + Self.percentEncoded(path))] }
        return ["uri": .string(Self.percentEncoded(path)), "uriBaseId": "%SRCROOT%"]
    }

    /// In a message `[…](…)` is a link, wherever the words come from, unless its brackets are escaped.
    private static func plain(_ text: String) -> String {
        guard text.contains("](") else { return text }
        var result = ""
        for character in text {
            if character == "[" || character == "]" { result.append("\\") }
            result.append(character)
        }
        return result
    }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .note: "note"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// A path as a URI reference (RFC 3986).
    private static func percentEncoded(_ path: String) -> String {
        let legal = Set("-._~/!$&'()*+,;=@".utf8)
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                _ where legal.contains(byte):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return result
    }
}
