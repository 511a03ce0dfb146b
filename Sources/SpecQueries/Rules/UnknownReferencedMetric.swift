// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum UnknownReferencedMetric {
    static let rule = Rule(code: "MG7002", name: "unknown-referenced-metric")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A derived value or an alert names a metric that the spec doesn't declare, so Prometheus would never have \
            data for it. A metric is named by its key or by its full name. If several metrics have the same key, \
            only the full name says which one is meant.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              returns: {help: Orders that come back each second., rate: retuns_total}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              returns: {help: Orders that come back each second., rate: returns_total}
            """))

    static func finding(_ name: String, of written: String, at place: Span, names: [String]) -> Finding {
        Finding(
            rule, at: place, part: Finding.Part(0..<name.utf8.count, of: written),
            "the spec has no metric \(quoted: name)",
            underline: Suggestion.nearest(to: name, among: names).map { "did you mean \(quoted: $0)?" },
            help: "name a metric by its key or its full name")
    }

    /// A name in a query.
    static func finding(_ name: String, of query: WrittenQuery, at range: Range<Int>, meant: [String]) -> Finding {
        Finding(
            rule, at: query.place, part: query.part(range),
            "there is neither a metric nor a derived value with the full name \(quoted: name)",
            underline: "did you mean \(meant.quoted(joinedBy: "or"))?",
            help: "in a query, write the full names of metrics and the names of derived values")
    }

    static func finding(_ name: String, of written: String, at place: Span, candidates: [String]) -> Finding {
        Finding(
            rule, at: place, part: Finding.Part(0..<name.utf8.count, of: written),
            "several metrics have the key \(quoted: name)", help: "write \(candidates.quoted(joinedBy: "or"))")
    }
}
