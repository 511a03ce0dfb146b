// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("Constant labels of a registry")
struct ConstantLabelTests {
    private static func registry(_ labels: [String: String]) -> MetricsRegistry {
        MetricsRegistry(storage: .memory, constantLabels: labels)
    }

    @Test("every series has them, in the order of names")
    func everySeries() throws {
        let registry = MetricsRegistry(
            storage: .memory, constantLabels: ["zone": "b\"1", "area": "north"], countingMetricsUnder: "shop_")
        let product = ProductUnderTest(bound: [("branch", "Riga")])
        let series = try product.register(in: registry) {
            $0.counter(0, "shop_placed_total", "Placed.", MetricLabels(bound: ["branch"]))
            $0.histogram(1, "shop_wait_seconds", "Waited.", MetricLabels(closed: [ClosedLabel("till", ["left"])]), [1])
            $0.gauge(2, "shop_open", "Open.", MetricLabels(open: ["who"], limits: [1]), .max)
            $0.info(3, "shop_build_info", "Build.", MetricLabels(), ["version"])
            $0.stateSet(4, "shop_door", "Door.", MetricLabels(), ["open"])
        }
        series.open(2).gauge("ada").set(1)
        series.open(2).gauge("bo").set(2)
        series.info(3).set(["1"])
        let samples = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(samples.count >= 12)
        for sample in samples {
            #expect(sample.contains(#"{area="north","#) && sample.contains(#"zone="b\"1""#), "\(sample)")
        }
        #expect(samples.contains(#"shop_placed_total{area="north",branch="Riga",zone="b\"1"} 0.0"#))
        #expect(
            samples.contains(
                #"metricsgen_label_overflow_total{area="north",metric="shop_open",zone="b\"1"} 1.0"#))
        #expect(registry.constantLabels == ["zone": "b\"1", "area": "north"])
    }

    @Test("they are in the files of a shared directory")
    func sharedDirectory() throws {
        let directory = try SharedDirectory()
        let registry = MetricsRegistry(
            storage: .directory(MultiprocessDirectory(directory.path)), constantLabels: ["zone": "b"])
        let series = try ProductUnderTest().register(in: registry) {
            $0.counter(0, "shop_placed_total", "Placed.", MetricLabels())
        }
        series.counter(0).increment()
        #expect(registry.exposition().contains("\nshop_placed_total{zone=\"b\"} 1.0\n"))
    }

    @Test(
        "a name that a sample has already, or that isn't a name, is refused where metrics are made",
        arguments: [
            ("branch", MetricsSetupError.ConstantLabelFault.labelOfMetric("shop_placed_total")),
            ("till", .labelOfMetric("shop_placed_total")), ("who", .labelOfMetric("shop_open")),
            ("version", .labelOfMetric("shop_build_info")), ("shop_door", .labelOfMetric("shop_door")),
            ("server", .boundLabel(product: "shop")), ("le", .reserved), ("quantile", .reserved), ("pid", .reserved),
            ("metric", .reserved), ("", .notAName), ("a b", .notAName), ("1a", .notAName), ("__a", .notAName),
            ("shop:a", .notAName), ("größe", .notAName),
        ])
    func refused(name: String, fault: MetricsSetupError.ConstantLabelFault) throws {
        let registry = Self.registry([name: "x"])
        #expect(throws: MetricsSetupError.constantLabel(name, fault: fault)) {
            _ = try ProductUnderTest(bound: [("branch", "Riga"), ("server", "1")]).register(in: registry) {
                $0.counter(
                    0, "shop_placed_total", "Placed.",
                    MetricLabels(bound: ["branch"], closed: [ClosedLabel("till", ["left"])]))
                $0.gauge(1, "shop_open", "Open.", MetricLabels(open: ["who"]), .max)
                $0.info(2, "shop_build_info", "Build.", MetricLabels(), ["version"])
                $0.stateSet(3, "shop_door", "Door.", MetricLabels(), ["open"])
            }
        }
        #expect(registry.exposition() == "")
        #expect(!"\(MetricsSetupError.constantLabel(name, fault: fault))".isEmpty)
    }
}
