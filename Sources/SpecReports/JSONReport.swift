// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON

/// Findings for other programs: one document, also when there is nothing to report. Its shape is a contract, version 1.
package struct JSONReport {
    private let sources: SourceCollection

    package init(sources: SourceCollection) { self.sources = sources }

    package func document(of findings: some Sequence<Finding>) -> JSONValue {
        ["version": 1, "diagnostics": diagnostics(of: findings)]
    }

    /// The list alone, for a document that has more to say.
    package func diagnostics(of findings: some Sequence<Finding>) -> JSONValue {
        .array(findings.inFileOrder().map(diagnostic))
    }

    /// The document of a run that has not come so far as to have findings.
    package static func document(of failure: String) -> JSONValue {
        ["version": 1, "diagnostics": [], "error": .string(failure)]
    }

    private func diagnostic(_ finding: Finding) -> JSONValue {
        let advice = finding.advice
        return .object(
            [
                .init("code", .string(finding.rule.code)),
                .init("rule", .string(finding.rule.name)),
                .init("severity", .string(finding.rule.severity.rawValue)),
            ] + place(finding.span) + [
                .init("message", .string(finding.message)),
                .init("help", advice.isEmpty ? .null : .string(advice.joined(separator: "\n"))),
                .init(
                    "related",
                    .array(
                        finding.related.map {
                            .object([
                                .init("file", .string(sources[$0.span.source].packagePath)),
                                .init("line", .integer($0.span.start.line)),
                                .init("column", .integer($0.span.start.column)),
                                .init("message", .string($0.message)),
                            ])
                        })),
                .init(
                    "fixes",
                    .array(
                        finding.fixes.map { fix in
                            [
                                "description": .string(fix.description),
                                "safe": .bool(fix.isSafe),
                                "edits": .array(
                                    fix.edits.map { .object(place($0.span) + [.init("text", .string($0.text))]) }),
                            ]
                        })),
            ])
    }

    private func place(_ span: Span) -> [JSONValue.Member] {
        [
            .init("file", .string(sources[span.source].packagePath)),
            .init("line", .integer(span.start.line)),
            .init("column", .integer(span.start.column)),
            .init("endLine", .integer(span.end.line)),
            .init("endColumn", .integer(span.end.column)),
        ]
    }
}
