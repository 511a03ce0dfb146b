// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics
import SpecModel

enum UnknownBound {
    static let rule = Rule(code: "MG7011", name: "within-unknown-bound")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A histogram knows how many observations were up to each of its bounds, and nothing about values between \
            them. So `within` has to be one of the bounds. Native buckets alone have no bounds in the spec, so any \
            number is possible there, and Prometheus interpolates.
            """,
        badExample: ExampleShop.spec(
            """
            slos:
              packed_in_time: {objective: 99, window: 30d, of: packing_seconds, within: 30}
            """),
        goodExample: ExampleShop.spec(
            """
            slos:
              packed_in_time: {objective: 99, window: 30d, of: packing_seconds, within: 10}
            """))

    static func finding(_ bound: Double, _ bounds: KnownBounds, of metric: Metric, at place: Span) -> Finding {
        let listed = bounds.listed
        let nearest = listed.min { ($0 - bound).magnitude < ($1 - bound).magnitude }
        let text = BoundText.text(of: bound)
        return Finding(
            rule, at: place, "\(quoted: text) is not a bound of the buckets of \(quoted: metric.name)",
            notes: listed.isEmpty ? [] : ["the bounds are \(listed.map(BoundText.text).quoted(joinedBy: "and"))"],
            help: nearest.map { "write \(quoted: BoundText.text(of: $0)), the nearest bound, or add a bound" }
                ?? "write one of the bounds")
    }

    static func finding(notFinite bound: Double, at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(bound) is not a limit that an observation can exceed",
            help: "write one of the bounds of the histogram")
    }
}

enum UncertainBound {
    static let rule = Rule(code: "MG7012", name: "within-uncertain-bound", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Whether the histogram has this bound is decided when a process starts: the spec lets it choose other \
            bounds, or a parameter decides. In a process without the bound no event counts as good, and if no process \
            has it, nothing is recorded.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            parameters:
              shelves: {type: integer, help: The number of shelves., minimum: 1}
            groups:
              orders:
                metrics:
                  searched_shelves: {type: histogram, help: Shelves that were searched., buckets: {series: [1, 2, 5], max: $shelves}}
            slos:
              short_search: {objective: 99, window: 30d, of: searched_shelves, within: 20}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            groups:
              orders:
                metrics:
                  searched_shelves: {type: histogram, help: Shelves that were searched., buckets: {series: [1, 2, 5], max: 100}}
            slos:
              short_search: {objective: 99, window: 30d, of: searched_shelves, within: 20}
            """)

    static func finding(_ bound: Double, _ reason: KnownBounds.Reason, of metric: Metric, at place: Span) -> Finding {
        let why =
            switch reason {
            case .overridable: "a process can be given other bounds"
            case .parameter(let name): "the parameter \(quoted: name) decides"
            }
        return Finding(
            rule, at: place,
            "not every process has buckets of \(quoted: metric.name) with the bound \(quoted: BoundText.text(of: bound)): "
                + why,
            help: "make sure that all processes have it, or choose a bound that all of them have")
    }
}
