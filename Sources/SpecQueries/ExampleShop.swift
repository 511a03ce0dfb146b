// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The spec of the examples: a shop, whose derived values and alerts each rule adds.
enum ExampleShop {
    static func spec(_ rest: String) -> String { metrics + rest }

    private static let metrics = """
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

        """
}
