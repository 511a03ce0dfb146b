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
              load: {help: Orders that wait and are packed., expr: shop_waiting + load}
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
              load: {help: Orders that wait in each shop., expr: sum by (job) (shop_waiting)}
            """)

    static func finding(_ name: String, _ used: [String], at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(quoted: name) is computed from itself",
            help: "compute it from metrics: its query uses \(used.quoted(joinedBy: "and"))")
    }
}
