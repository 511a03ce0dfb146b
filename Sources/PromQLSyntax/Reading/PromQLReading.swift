// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A query that was read: its tree, which is always there, and all that Prometheus would refuse.
package struct PromQLReading: Sendable {
    package let expression: PromQLExpression
    /// In the order of their places.
    package let findings: [PromQLFinding]
    /// What the query needs beyond Prometheus 2.35.
    package let features: [PromQLFeatureUse]
    package let type: PromQLType

    /// The bytes that a query may have.
    package static let longest = 1 << 20

    package init(_ text: String, templates: PromQLTemplates = []) {
        var text = text
        self = text.withUTF8 { Self($0, templates: templates) }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, templates: PromQLTemplates) {
        guard bytes.count <= Self.longest else {
            expression = PromQLExpression(.missing)
            findings = [PromQLFinding(.tooLong(limit: Self.longest), PromQLSpan(0..<0))]
            features = []
            type = .unknown
            return
        }
        var parser = PromQLParser(bytes, templates: templates)
        expression = parser.parseQuery()
        var check = PromQLTypeCheck(findings: parser.findings, features: parser.features)
        if !parser.lexer.findings.isEmpty { check.findings += parser.lexer.findings }
        if !parser.lexer.features.isEmpty { check.features += parser.lexer.features }
        type = parser.hasGivenUp ? .unknown : check.check(expression)
        if check.findings.count > 1 {
            check.findings.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        }
        findings = check.findings
        if check.features.count > 1 {
            check.features.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        }
        features = check.features
    }
}
