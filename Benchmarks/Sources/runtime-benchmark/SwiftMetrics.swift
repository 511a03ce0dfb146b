// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import MetricsBridge
import MetricsRuntime
import MetricsTestKit

/// The peer in Swift: the in-memory backend that swift-metrics brings, which keeps every increment.
enum SwiftMetrics {
    static let name = "swift-metrics' backend"
    private static let count = 200_000

    static func counter() -> [String: Double] {
        let counter = TestMetrics().makeCounter(label: "a", dimensions: [])
        return [name: Timing.least(count, rounds: 3) { for _ in 0..<$0 { counter.increment(by: 1) } }]
    }

    static func lookUp(_ values: [String]) -> [String: Double] {
        let metrics = TestMetrics()
        return [
            name: Timing.least(count / 10, rounds: 3) {
                for number in 0..<$0 {
                    metrics.makeCounter(label: "l", dimensions: [("tenant", values[(number &* 7919) % 1000])])
                        .increment(by: 1)
                }
            }
        ]
    }
}

/// Ours behind the interface of swift-metrics.
struct BridgedMetrics {
    private let factory: RegistryMetricsFactory
    let counter: CoreMetrics.Counter

    init() throws {
        factory = try RegistryMetricsFactory(MetricsRegistry(storage: .memory))
        counter = CoreMetrics.Counter(label: "a", dimensions: [("method", "GET")], factory: factory)
    }

    @inline(never) func increment(_ counter: CoreMetrics.Counter, _ count: Int) {
        for _ in 0..<count { counter.increment() }
    }

    @inline(never) func incrementNew(_ values: [String], _ count: Int) {
        for number in 0..<count {
            CoreMetrics.Counter(
                label: "l", dimensions: [("tenant", values[(number &* 7919) % 1000])], factory: factory
            ).increment()
        }
    }
}
