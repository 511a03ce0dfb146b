// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum UnsuitableMetric {
    static let rule = Rule(code: "MG7003", name: "unsuitable-metric")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A ratio and a rate are about how fast something grows, so they take counters or the number of \
            observations of a histogram or a summary. A saturation and a difference take gauges, a quantile takes a \
            histogram, and a mean a histogram or a summary. Other metrics would give a number without a meaning.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_, processes: several}
            labels:
              outcome: {help: How the order ended., values: [good, bad]}
              branch: {help: The branch of the shop., values: [north, south]}
              customer: {help: Who ordered., max_values: 100}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, unit: requests, help: Orders taken., labels: [outcome, branch]}
                  returns_total: {type: counter, unit: requests, help: Orders that came back., labels: outcome}
                  customer_orders_total: {type: counter, unit: requests, help: Orders of a customer., labels: customer}
                  waiting: {type: gauge, unit: requests, help: Orders that wait., multiprocess: sum}
                  packing_seconds: {type: histogram, unit: seconds, help: Time to pack an order., buckets: [1, 10, 60]}
            derived:
              waiting_rate: {help: Orders that begin to wait each second., rate: waiting}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_, processes: several}
            labels:
              outcome: {help: How the order ended., values: [good, bad]}
              branch: {help: The branch of the shop., values: [north, south]}
              customer: {help: Who ordered., max_values: 100}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, unit: requests, help: Orders taken., labels: [outcome, branch]}
                  returns_total: {type: counter, unit: requests, help: Orders that came back., labels: outcome}
                  customer_orders_total: {type: counter, unit: requests, help: Orders of a customer., labels: customer}
                  waiting: {type: gauge, unit: requests, help: Orders that wait., multiprocess: sum}
                  packing_seconds: {type: histogram, unit: seconds, help: Time to pack an order., buckets: [1, 10, 60]}
            derived:
              order_rate: {help: Orders each second., rate: orders_total}
            """)

    static func finding(
        _ metric: Metric, for use: SeriesReference.Use, _ key: String, of written: String, at place: Span
    ) -> Finding {
        Finding(
            rule, at: place, part: Finding.Part(0..<key.utf8.count, of: written),
            "this takes \(use.words), and \(quoted: metric.name) has the type `\(metric.kind.rawValue)`",
            help: "choose another metric, or another form of derived value")
    }
}
