// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import MetricsRuntime

    /// Counts what isn't exported, in a metric of the same registry, and reports each fault once.
    final class FaultCounts: Sendable {
        private let registry: MetricsRegistry
        private let onFault: @Sendable (BridgeFault) -> Void
        // A forked child reports again.
        private let known = Lock<[Key: MetricsRuntime.Counter]>([:])

        private static let metric = UndeclaredMetric.counter(
            "metricsgen_bridge_faults_total",
            "Records of swift-metrics that are not exported, by the metric and the reason.",
            origin: UndeclaredMetric.ownOrigin, limit: 1000)

        private struct Key: Hashable {
            let name: String
            let fault: String
        }

        /// Beyond this, a fault is counted and not reported any more.
        private static let largestReportCount = 1000

        init(_ registry: MetricsRegistry, _ onFault: (@Sendable (BridgeFault) -> Void)?) {
            self.registry = registry
            self.onFault = onFault ?? { StandardError.write("warning: \($0)\n") }
        }

        func count(_ fault: BridgeFault) {
            let key = Key(name: fault.name, fault: fault.reason.word)
            if let counter = known.withLock({ $0[key] }) { return counter.increment() }
            let series = try? registry.series(
                of: Self.metric, labels: [("fault", fault.reason.word), ("metric", fault.name)])
            series?.counter.increment()
            // A full directory has room again later.
            guard let series else { return }
            let isNew = known.withLock { known in
                guard known.count < Self.largestReportCount else { return false }
                return known.updateValue(series.counter, forKey: key) == nil
            }
            if isNew { onFault(fault) }
        }
    }
#endif
