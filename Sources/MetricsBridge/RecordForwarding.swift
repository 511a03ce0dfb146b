// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    public import CoreMetrics
    public import MetricsRuntime

    /// Why a registry can't forward its records.
    public enum ForwardingError: Error, Equatable, Sendable, CustomStringConvertible {
        /// It has metrics already, whose handles lead only to the registry, or it forwards to another factory.
        case tooLate
        /// The factory puts what it gets into this registry.
        case toItself

        /// What is wrong and what to do, as a sentence without a final period.
        public var description: String {
            switch self {
            case .tooLate:
                "the registry has metrics or forwards already; call `forwardRecords` once, before metrics are made"
            case .toItself: "the factory puts its metrics into the same registry; forward to another one"
            }
        }
    }

    extension MetricsRegistry {
        /// Passes on every record of the typed metrics that are made in this registry from now on to a backend of
        /// swift-metrics, in addition to the registry. Without this call, recording has no instruction for it.
        ///
        /// A counter goes to a counter, and to one of floating point for amounts that aren't whole; a gauge to a meter; a
        /// histogram or a summary to a recorder that aggregates. They are called as the exposition calls the metric, and
        /// all labels are dimensions. Values that aren't finite stay here.
        ///
        /// - Throws: `ForwardingError`, if metrics exist already or the factory leads back to this registry.
        public func forwardRecords(to factory: any MetricsFactory) throws(ForwardingError) {
            if let bridge = factory as? RegistryMetricsFactory, bridge.registry === self { throw .toItself }
            guard setForwarder(FactoryForwarder(factory: factory)) else { throw .tooLate }
        }
    }

    private struct FactoryForwarder: RecordForwarder {
        let factory: any MetricsFactory

        func receiver(of name: String, _ kind: MetricKind, labels: [(String, String)]) -> any RecordReceiver {
            if kind == .counter { return CounterReceiver(factory, name, labels) }
            // A type with buckets or a count of observations is observed, any other is set.
            guard kind.seriesNames(ofFamily: name).count > 1 else {
                return MeterReceiver(factory.makeMeter(label: name, dimensions: labels))
            }
            return RecorderReceiver(factory.makeRecorder(label: name, dimensions: labels, aggregate: true))
        }
    }

    private final class CounterReceiver: RecordReceiver {
        private let factory: any MetricsFactory
        private let label: String
        private let dimensions: [(String, String)]
        private let whole: any CounterHandler
        // A forked child makes another one.
        private let fractional = Lock<(any FloatingPointCounterHandler)?>(nil)

        init(_ factory: any MetricsFactory, _ label: String, _ dimensions: [(String, String)]) {
            self.factory = factory
            self.label = label
            self.dimensions = dimensions
            whole = factory.makeCounter(label: label, dimensions: dimensions)
        }

        func add(_ amount: Double) {
            if let amount = Int64(exactly: amount) { return whole.increment(by: amount) }
            // swift-metrics' own accumulating counter converts to a whole number, and stops the process otherwise.
            if amount < 0x1p62 { fractionalCounter.increment(by: amount) }
        }

        /// Made outside of the lock, since that calls code of others.
        private var fractionalCounter: any FloatingPointCounterHandler {
            if let made = fractional.withLock({ $0 }) { return made }
            let new = factory.makeFloatingPointCounter(label: label, dimensions: dimensions)
            return fractional.withLock { made in
                if let made { return made }
                made = new
                return new
            }
        }

        func set(_ value: Double) {}
        func observe(_ value: Double) {}
    }

    private final class MeterReceiver: RecordReceiver {
        private let meter: any MeterHandler

        init(_ meter: any MeterHandler) { self.meter = meter }

        func add(_ amount: Double) {
            guard amount.isFinite else { return }
            if amount < 0 { meter.decrement(by: -amount) } else { meter.increment(by: amount) }
        }

        func set(_ value: Double) { if value.isFinite { meter.set(value) } }
        func observe(_ value: Double) {}
    }

    private final class RecorderReceiver: RecordReceiver {
        private let recorder: any RecorderHandler

        init(_ recorder: any RecorderHandler) { self.recorder = recorder }

        func add(_ amount: Double) {}
        func set(_ value: Double) {}
        func observe(_ value: Double) { if value.isFinite { recorder.record(value) } }
    }
#endif
