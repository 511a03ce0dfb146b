// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import CoreMetrics
    import MetricsBridge
    import MetricsRuntime
    import Synchronization

    /// A registry with a bridge, and the faults that the bridge has reported.
    final class BridgeUnderTest: Sendable {
        let registry: MetricsRegistry
        let factory: RegistryMetricsFactory
        private let reported: Faults

        private final class Faults: Sendable {
            let all = Mutex<[BridgeFault]>([])
        }

        init(
            _ registry: MetricsRegistry = MetricsRegistry(storage: .memory, onStart: { _ in }),
            _ change: (inout BridgeConfiguration) -> Void = { _ in }
        ) throws {
            let reported = Faults()
            var configuration = BridgeConfiguration()
            configuration.onFault = { fault in reported.all.withLock { $0.append(fault) } }
            change(&configuration)
            self.registry = registry
            self.reported = reported
            factory = try RegistryMetricsFactory(registry, configuration: configuration)
        }

        var faults: [BridgeFault] { reported.all.withLock { $0 } }

        /// What is on the page, without comments and without the bridge's own counter.
        var samples: [String] {
            registry.exposition().split(separator: "\n").map(String.init).filter {
                !$0.hasPrefix("#") && !$0.hasPrefix("metricsgen_bridge_faults_total")
            }
        }

        func faultCount(_ fault: String, _ metric: String) -> Double {
            registry.snapshot()["metricsgen_bridge_faults_total"]?[["fault": fault, "metric": metric]]?.number ?? 0
        }

        func counter(_ label: String, _ dimensions: [(String, String)] = []) -> CoreMetrics.Counter {
            CoreMetrics.Counter(label: label, dimensions: dimensions, factory: factory)
        }

        func floatingPointCounter(_ label: String, _ dimensions: [(String, String)] = []) -> FloatingPointCounter {
            FloatingPointCounter(label: label, dimensions: dimensions, factory: factory)
        }

        func gauge(_ label: String, _ dimensions: [(String, String)] = []) -> CoreMetrics.Gauge {
            CoreMetrics.Gauge(label: label, dimensions: dimensions, factory: factory)
        }

        func meter(_ label: String, _ dimensions: [(String, String)] = []) -> Meter {
            Meter(label: label, dimensions: dimensions, factory: factory)
        }

        func recorder(_ label: String, _ dimensions: [(String, String)] = []) -> Recorder {
            Recorder(label: label, dimensions: dimensions, factory: factory)
        }

        func timer(
            _ label: String, _ dimensions: [(String, String)] = [], unit: TimeUnit = .nanoseconds
        ) -> CoreMetrics.Timer {
            CoreMetrics.Timer(label: label, dimensions: dimensions, preferredDisplayUnit: unit, factory: factory)
        }
    }
#endif
