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
              shop_waiting: {help: Orders that wait., expr: sum by (job) (shop_waiting)}
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
              all_waiting: {help: Orders that wait., expr: sum by (job) (shop_waiting)}
            """)

    static func finding(_ name: String, at place: Span) -> Finding {
        Finding(
            rule, at: place, "\(quoted: name) is also the name of a metric or of one of its series",
            help: "give the derived value another name")
    }
}
