// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum ValueNameCollision {
    static let rule = Rule(code: "MG7006", name: "derived-name-collision")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            In a query, a name is either that of a metric's series or that of a derived value. Nobody could say \
            which one is meant.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              shop_waiting: {help: Orders that wait., expr: sum by (job) (shop_waiting)}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              all_waiting: {help: Orders that wait., expr: sum by (job) (shop_waiting)}
            """))

    static func finding(_ name: String, at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(quoted: name) is also the name of a metric or of one of its series",
            help: "give the derived value another name")
    }
}
