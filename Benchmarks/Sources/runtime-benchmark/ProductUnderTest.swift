// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime

/// Series as generated code makes them.
struct ProductUnderTest {
    let registry = MetricsRegistry(storage: .memory)
    let series: InstanceSeries

    static let bounds: [Double] = [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60]

    init(in registry: MetricsRegistry? = nil) throws {
        var product = ProductDeclaration(name: "bench", version: "2.0.0")
        product.counter(0, "requests_total", "Requests.", MetricLabels())
        product.gauge(1, "depth", "Depth.", MetricLabels(), .sum)
        product.histogram(2, "latency_seconds", "Latency.", MetricLabels(), Self.bounds)
        product.counter(
            3, "old_total", "Old.", MetricLabels(),
            .init(deprecated: .init(since: .init(1, 0), hideAfter: 1, removeAfter: 9)))
        product.counter(4, "by_tenant_total", "By tenant.", MetricLabels(open: ["tenant"]))
        product.counter(5, "by_route_total", "By route.", MetricLabels(open: ["method", "route", "status"]))
        product.counter(6, "neighbour_total", "Neighbours.", MetricLabels(closed: [ClosedLabel("n", ["0", "1"])]))
        // Two values of the closed label: the next place is the second after it.
        product.counter(8, "by_name_total", "By name.", MetricLabels(open: ["name"]))
        product.counter(9, "by_path_total", "By path.", MetricLabels(open: ["method", "path", "status"]))
        product.histogram(10, "native_seconds", "Native.", MetricLabels(), [], .init(native: NativeBuckets()))
        product.histogram(11, "both_seconds", "Both.", MetricLabels(), Self.bounds, .init(native: NativeBuckets()))
        series = try product.register(in: registry ?? self.registry, visibility: .init())
    }
}

/// Values that a histogram of seconds sees, more than a branch predictor learns.
struct Observations {
    let values: [Double]

    init() {
        var state: UInt64 = 1
        values = (0..<(1 << 16)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24) * 70
        }
    }
}
