// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    public import MetricsRuntime

    /// How what swift-metrics records becomes metrics of a registry.
    public struct BridgeConfiguration: Sendable {
        /// The upper bounds of the buckets of timers, in seconds, without `+Inf`.
        public var durationBounds: [Double] = [
            0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
        ]

        /// The upper bounds of the buckets of recorders that aggregate, without `+Inf`.
        public var recorderBounds: [Double] = [
            1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000, 500_000, 1_000_000,
        ]

        /// Bounds for single timers and recorders, by the label that code gives them. Those of timers are in seconds.
        public var bounds: [String: [Double]] = [:]

        /// Changes the labels of metrics before they become names, for example with a prefix. It has to give the same
        /// string each time, and gets the label as code gives it.
        public var rename: @Sendable (String) -> String = { $0 }

        /// The help of a metric, by the label that code gives it; swift-metrics has none. nil for one that names the
        /// label.
        public var help: @Sendable (String) -> String? = { _ in nil }

        /// How the gauges of several processes become one, in a registry of a shared directory.
        public var gaugeMode = MultiprocessMode.liveall

        /// The number of series that a metric may have. Further combinations of dimensions share the series whose
        /// labels all have the value `overflow`, and are counted in `metricsgen_label_overflow_total`. A destroyed
        /// series counts, since its memory is kept.
        public var largestSeriesCount = 10_000

        /// Called once for each metric and each reason why records of it aren't exported. Without it, a warning is
        /// written to standard error. `metricsgen_bridge_faults_total` counts every record.
        public var onFault: (@Sendable (BridgeFault) -> Void)?

        /// The defaults.
        public init() {}

        func check() throws(MetricsSetupError) {
            try UndeclaredMetric.check(bounds: durationBounds, of: "durationBounds")
            try UndeclaredMetric.check(bounds: recorderBounds, of: "recorderBounds")
            for (label, bounds) in bounds.sorted(by: { $0.key < $1.key }) {
                try UndeclaredMetric.check(bounds: bounds, of: label)
            }
        }
    }
#endif
