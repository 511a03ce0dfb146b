// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum UnknownValueGroup {
    static let rule = Rule(code: "MG7013", name: "unknown-group-of-value")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A derived value with a `group` has a panel in the row of that group. The spec declares no group with this \
            key, so there would be no panel.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              order_rate: {help: Orders each second., rate: orders_total, group: order}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              order_rate: {help: Orders each second., rate: orders_total, group: orders}
            """))

    static func finding(_ group: String, among groups: [String], at place: Span) -> Finding {
        let nearest = Suggestion.nearest(to: group, among: groups)
        return Finding(
            rule, at: place, "the spec has no group \(quoted: group)",
            underline: nearest.map { "did you mean \(quoted: $0)?" },
            help: nearest == nil ? "write the key of a group, or delete it" : nil)
    }
}
