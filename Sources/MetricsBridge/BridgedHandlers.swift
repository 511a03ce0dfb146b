// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import CoreMetrics
    import MetricsRuntime

    /// What a factory has made, and by which key it finds it again.
    class BridgedHandler {
        let key: SeriesKey
        let metric: UndeclaredMetric
        let series: UndeclaredSeries
        fileprivate let faults: FaultCounts

        required init(_ key: SeriesKey, _ metric: UndeclaredMetric, _ series: UndeclaredSeries, _ faults: FaultCounts) {
            self.key = key
            self.metric = metric
            self.series = series
            self.faults = faults
        }

        @inline(never)
        fileprivate func refuse() { faults.count(BridgeFault(label: key.label, name: metric.name, reason: .amount)) }
    }

    // @unchecked, here and below: all that a handler has never changes and is Sendable; a class that others inherit from
    // can't say so itself.
    final class BridgedCounter: BridgedHandler, CounterHandler, FloatingPointCounterHandler, @unchecked Sendable {
        private let counter: MetricsRuntime.Counter

        required init(_ key: SeriesKey, _ metric: UndeclaredMetric, _ series: UndeclaredSeries, _ faults: FaultCounts) {
            counter = series.counter
            super.init(key, metric, series, faults)
        }

        func increment(by amount: Int64) { if !counter.increment(by: Int(amount)) { refuse() } }

        func increment(by amount: Double) {
            guard amount < .infinity, counter.increment(by: amount) else { return refuse() }
        }

        func reset() { counter.startAgain() }
    }

    final class BridgedGauge: BridgedHandler, RecorderHandler, MeterHandler, @unchecked Sendable {
        private let gauge: MetricsRuntime.Gauge

        required init(_ key: SeriesKey, _ metric: UndeclaredMetric, _ series: UndeclaredSeries, _ faults: FaultCounts) {
            gauge = series.gauge
            super.init(key, metric, series, faults)
        }

        func record(_ value: Int64) { gauge.set(Double(value)) }
        func record(_ value: Double) { gauge.set(value) }
        func set(_ value: Int64) { gauge.set(Double(value)) }
        func set(_ value: Double) { gauge.set(value) }

        func increment(by amount: Double) {
            guard amount.isFinite else { return refuse() }
            gauge.increment(by: amount)
        }

        func decrement(by amount: Double) { increment(by: -amount) }
    }

    final class BridgedHistogram: BridgedHandler, RecorderHandler, @unchecked Sendable {
        private let histogram: MetricsRuntime.Histogram

        required init(_ key: SeriesKey, _ metric: UndeclaredMetric, _ series: UndeclaredSeries, _ faults: FaultCounts) {
            histogram = series.histogram
            super.init(key, metric, series, faults)
        }

        func record(_ value: Int64) { histogram.observe(Double(value)) }

        func record(_ value: Double) {
            // One of the others would stay in the sum for ever.
            guard value.isFinite else { return refuse() }
            histogram.observe(value)
        }
    }

    final class BridgedTimer: BridgedHandler, TimerHandler, @unchecked Sendable {
        private let histogram: MetricsRuntime.Histogram

        required init(_ key: SeriesKey, _ metric: UndeclaredMetric, _ series: UndeclaredSeries, _ faults: FaultCounts) {
            histogram = series.histogram
            super.init(key, metric, series, faults)
        }

        func recordNanoseconds(_ duration: Int64) {
            // swift-metrics makes the greatest number from a duration of NaN seconds, and of any that is too long.
            guard duration >= 0, duration < .max else { return refuse() }
            histogram.observe(Double(duration) / 1e9)
        }
    }

    /// What the handlers of a metric do that has no series: they count.
    final class DroppedRecords: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler
    {
        let key: SeriesKey
        private let fault: BridgeFault
        private let faults: FaultCounts

        init(_ key: SeriesKey, _ fault: BridgeFault, _ faults: FaultCounts) {
            self.key = key
            self.fault = fault
            self.faults = faults
        }

        private func drop() { faults.count(fault) }

        func increment(by: Int64) { drop() }
        func increment(by: Double) { drop() }
        func decrement(by: Double) { drop() }
        func set(_: Int64) { drop() }
        func set(_: Double) { drop() }
        func record(_: Int64) { drop() }
        func record(_: Double) { drop() }
        func recordNanoseconds(_: Int64) { drop() }
        func reset() {}
    }
#endif
