// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum CircularValue {
    static let rule = Rule(code: "MG7005", name: "circular-derived-value")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A derived value can use other derived values, but not itself, neither directly nor through others: \
            Prometheus would have no value to begin with.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              load: {help: Orders that wait and are packed., expr: shop_waiting + load}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              load: {help: Orders that wait in each shop., expr: sum by (job) (shop_waiting)}
            """))

    static func finding(_ name: String, _ used: [String], at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(quoted: name) is computed from itself",
            help: "compute it from metrics: its query uses \(used.quoted(joinedBy: "and"))")
    }
}
