// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    public import CoreMetrics
    public import MetricsRuntime

    /// A backend of swift-metrics that puts what libraries record into a registry, beside its typed metrics:
    ///
    /// ```swift
    /// let registry = MetricsRegistry()
    /// MetricsSystem.bootstrap(try RegistryMetricsFactory(registry))
    /// ```
    ///
    /// Labels become legal names: `http.server.requests` of a counter is `http_server_requests_total`, and
    /// `http.server.request.duration` of a timer is the histogram `http_server_request_duration_seconds`. The same label
    /// with the same dimensions, in any order, is one series, however many handlers are made. What can't be exported
    /// is counted in `metricsgen_bridge_faults_total` and reported, and never stops the process.
    public struct RegistryMetricsFactory: MetricsFactory {
        /// The registry that has the metrics.
        public let registry: MetricsRegistry
        private let configuration: BridgeConfiguration
        private let faults: FaultCounts
        // A forked child finds its series in the registry again.
        private let handlers = Lock<[SeriesKey: any AnyObject & Sendable]>([:])

        /// Beyond this, series are looked up in the registry, which is slower.
        private static let largestHandlerCount = 100_000

        /// A backend that makes metrics in a registry.
        ///
        /// - Throws: `MetricsSetupError.bounds` if bounds of the configuration are not increasing and finite.
        public init(_ registry: MetricsRegistry, configuration: BridgeConfiguration = BridgeConfiguration())
            throws(MetricsSetupError)
        {
            try configuration.check()
            self.registry = registry
            self.configuration = configuration
            faults = FaultCounts(registry, configuration.onFault)
        }

        // MARK: Making

        /// A counter, whose name ends in `_total`. It refuses and counts negative amounts.
        public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
            let key = SeriesKey(.counter, label, dimensions)
            return make(key, BridgedCounter.self) { counter(key) }
        }

        /// The same counter, for amounts that may have a fraction.
        public func makeFloatingPointCounter(label: String, dimensions: [(String, String)])
            -> any FloatingPointCounterHandler
        {
            let key = SeriesKey(.counter, label, dimensions)
            return make(key, BridgedCounter.self) { counter(key) }
        }

        /// A gauge.
        public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
            let key = SeriesKey(.gauge, label, dimensions)
            return make(key, BridgedGauge.self) { gauge(key) }
        }

        /// A histogram if it aggregates, else a gauge.
        public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler
        {
            let key = SeriesKey(aggregate ? .histogram : .gauge, label, dimensions)
            guard aggregate else { return make(key, BridgedGauge.self) { gauge(key) } }
            return make(key, BridgedHistogram.self) {
                histogram(key, name(key, suffix: ""), "Values", configuration.recorderBounds)
            }
        }

        /// A histogram in seconds, whose name ends in `_seconds`. Prometheus wants base units, so the unit that code
        /// prefers for display changes nothing.
        public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
            let key = SeriesKey(.timer, label, dimensions)
            return make(key, BridgedTimer.self) {
                histogram(key, name(key, suffix: "_seconds"), "Durations", configuration.durationBounds)
            }
        }

        private func make<Handler: BridgedHandler & Sendable, Made>(
            _ key: SeriesKey, _: Handler.Type, _ metric: () -> UndeclaredMetric
        ) -> Made {
            // A key has its instrument, so what is kept for it has the right type.
            if let handler = handlers.withLock({ $0[key] }) as? Made { return handler }
            let metric = metric()
            let handler: any AnyObject & Sendable
            var isKept = true
            do throws(UndeclaredFault) {
                if key.hasSize {
                    let series = try registry.series(of: metric, labels: key.dimensions)
                    isKept = !series.isOverflow
                    handler = Handler(key, metric, series, faults)
                } else {
                    handler = DroppedRecords(key, fault(key, metric, .size), faults)
                    isKept = false
                }
            } catch {
                handler = DroppedRecords(key, fault(key, metric, .init(error)), faults)
            }
            let kept =
                !isKept
                ? handler
                : handlers.withLock { handlers in
                    // Another thread may have been here first.
                    if let first = handlers[key] { return first }
                    if handlers.count < Self.largestHandlerCount { handlers[key] = handler }
                    return handler
                }
            guard let made = kept as? Made else { preconditionFailure("a handler of `\(key.label)` has another type") }
            return made
        }

        private func fault(_ key: SeriesKey, _ metric: UndeclaredMetric, _ reason: BridgeFault.Reason) -> BridgeFault {
            BridgeFault(label: key.label, name: metric.name, reason: reason)
        }

        // MARK: Names and types

        private func counter(_ key: SeriesKey) -> UndeclaredMetric {
            .counter(
                name(key, suffix: "_total"), help(key, "Counted"), origin: key.label,
                limit: configuration.largestSeriesCount)
        }

        private func gauge(_ key: SeriesKey) -> UndeclaredMetric {
            .gauge(
                name(key, suffix: ""), help(key, "The last value"), origin: key.label,
                limit: configuration.largestSeriesCount, mode: configuration.gaugeMode)
        }

        private func histogram(_ key: SeriesKey, _ name: String, _ what: String, _ bounds: [Double]) -> UndeclaredMetric
        {
            .histogram(
                name, help(key, what), origin: key.label, limit: configuration.largestSeriesCount,
                bounds: configuration.bounds[key.label] ?? bounds)
        }

        private func help(_ key: SeriesKey, _ what: String) -> String {
            configuration.help(key.label) ?? "\(what) through swift-metrics as \(key.label)."
        }

        /// Timers of other units have their values in seconds here, and so does the name.
        private func name(_ key: SeriesKey, suffix: String) -> String {
            // A label of any length is shown; one that is too long isn't exported.
            var name = LegalName.metric(from: String(configuration.rename(key.label).prefix(255)))
            if suffix == "_seconds" {
                for unit in ["_nanoseconds", "_microseconds", "_milliseconds"] where name.hasSuffix(unit) {
                    name.removeLast(unit.count)
                }
            }
            return suffix.isEmpty || name.hasSuffix(suffix) ? name : name + suffix
        }

        // MARK: Destroying

        // The series goes from the exposition, for all handlers of it. If it is made again it begins at 0.

        /// Removes the counter's series from the exposition. A handler of another factory is left alone.
        public func destroyCounter(_ handler: any CounterHandler) { destroy(handler) }
        /// Removes the counter's series from the exposition. A handler of another factory is left alone.
        public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { destroy(handler) }
        /// Removes the gauge's series from the exposition. A handler of another factory is left alone.
        public func destroyMeter(_ handler: any MeterHandler) { destroy(handler) }
        /// Removes the recorder's series from the exposition. A handler of another factory is left alone.
        public func destroyRecorder(_ handler: any RecorderHandler) { destroy(handler) }
        /// Removes the timer's series from the exposition. A handler of another factory is left alone.
        public func destroyTimer(_ handler: any TimerHandler) { destroy(handler) }

        private func destroy(_ handler: any AnyObject & Sendable) {
            let key: SeriesKey
            switch handler {
            case let dropped as DroppedRecords: key = dropped.key
            case let bridged as BridgedHandler: key = bridged.key
            default: return
            }
            // The second call for the same series, or a handler of another factory.
            let isOurs = handlers.withLock { handlers in
                guard handlers[key] === handler else { return false }
                handlers[key] = nil
                return true
            }
            guard isOurs, let bridged = handler as? BridgedHandler else { return }
            registry.removeSeries(ofUndeclared: bridged.metric.name, labels: bridged.series.labels)
        }
    }
#endif
