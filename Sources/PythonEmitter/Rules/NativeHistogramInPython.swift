// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

enum NativeHistogramInPython {
    static let rule = Rule(code: "MG3403", name: "native-histogram-in-python")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Prometheus' Python client has no native histograms. A histogram that is native beside its bounds is one with \
            bounds in the module. One without bounds would have nothing but its sum and count, and quantiles of it would \
            be empty only for what Python recorded.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py}}
            groups:
              orders:
                metrics:
                  order_seconds: {type: histogram, help: Time to make an order., unit: seconds, buckets: {native: {growth: 1.1}}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {python: {file: shop_metrics.py}}
            groups:
              orders:
                metrics:
                  order_seconds: {type: histogram, help: Time to make an order., unit: seconds, buckets: {bounds: [1, 5, 30], native: {growth: 1.1}}}
            """)

    static func finding(_ metric: Metric, _ origins: Origins) -> Finding {
        Finding(
            rule, at: origins.name(of: .metric(metric.id)),
            "\(quoted: metric.name) has only native buckets, and Prometheus' Python client has none",
            help: "give it bounds too: `buckets: {bounds: [0.1, 1, 10], native: {}}`")
    }
}
