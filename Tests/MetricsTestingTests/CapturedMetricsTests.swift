// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime
import MetricsTesting
import Testing

/// As generated code has it.
private struct Shop: Sendable {
    let orders: Orders

    struct Orders: Sendable {
        let series: InstanceSeries
        var placed: Counter { series.counter(0) }
        var paid: Paid { Paid(series: series) }
        var waiting: Gauge { series.gauge(3) }
        var packing: Timed<Histogram> { Timed(series.histogram(4)) }
        var size: OpenSeries { series.open(5) }
        var read: AbsoluteCounter { AbsoluteCounter(series.gauge(6)) }
        var last: Timestamp<IntegerGauge> { Timestamp(IntegerGauge(series.gauge(7))) }
    }

    enum Payment: Int, Sendable { case cash, card }

    struct Paid: Sendable {
        let series: InstanceSeries
        subscript(_ payment: Payment) -> IntegerCounter { IntegerCounter(series.counter(1 + payment.rawValue)) }
    }

    init(in registry: MetricsRegistry) throws(MetricsSetupError) {
        var product = ProductDeclaration(name: "shop", version: "1.0.0")
        product.counter(0, "placed_total", "Placed.", MetricLabels())
        product.counter(1, "paid_total", "Paid.", MetricLabels(closed: [ClosedLabel("payment", ["cash", "card"])]))
        product.gauge(3, "waiting", "Waiting.", MetricLabels(), .sum)
        product.histogram(4, "packing_seconds", "Packing.", MetricLabels(), [1, 60])
        product.summary(5, "size_bytes", "Size.", MetricLabels(open: ["who"]))
        product.counter(6, "read_total", "Read.", MetricLabels(), .init(source: .absolute))
        product.gauge(7, "last", "Last.", MetricLabels(), .max)
        orders = Orders(series: try product.register(in: registry, visibility: Visibility()))
    }
}

@Suite("Captured metrics")
struct CapturedMetricsTests {
    private let metrics: CapturedMetrics<Shop>

    init() throws { metrics = try CapturedMetrics { registry throws(MetricsSetupError) in try Shop(in: registry) } }

    @Test("a difference has the type of its handle")
    func delta() {
        metrics.orders.placed.increment(by: 2.5)
        metrics.orders.paid[.card].increment(by: 3)
        metrics.orders.waiting.increment(by: 4)
        metrics.orders.packing.observe(.milliseconds(1_500))
        metrics.orders.size.summary("ada").observe(512)
        #expect(metrics.delta(of: \.orders.placed) == 2.5)
        #expect(metrics.delta(of: \.orders.paid[.card]) == 3)
        #expect(metrics.delta(of: \.orders.paid[.cash]) == 0)
        #expect(metrics.delta(of: \.orders.waiting) == 4)
        #expect(metrics.delta(of: \.orders.packing) == Observations(count: 1, sum: 1.5))
        #expect(metrics.delta(of: { $0.orders.size.summary("ada") }).sum == 512)
    }

    @Test("a difference can be that of some code")
    func during() async {
        metrics.orders.placed.increment()
        #expect(metrics.delta(of: \.orders.placed) { metrics.orders.placed.increment(by: 2) } == 2)
        let later = await metrics.delta(of: \.orders.packing) {
            await Task.yield()
            metrics.orders.packing.observe(3)
        }
        #expect(later == Observations(count: 1, sum: 3))
    }

    @Test("a value is that of what is set")
    func values() {
        #expect(metrics.value(of: \.orders.waiting) == nil)
        metrics.orders.waiting.set(-1)
        metrics.orders.read.set(total: 7)
        metrics.orders.last.set(1_700_000_000)
        #expect(metrics.value(of: \.orders.waiting) == -1)
        #expect(metrics.value(of: \.orders.read) == 7)
        #expect(metrics.value(of: \.orders.last) == 1_700_000_000)
    }

    @Test("the registry of one test has nothing of another's, and a reset begins again")
    func isolation() throws {
        let other = try CapturedMetrics { registry throws(MetricsSetupError) in try Shop(in: registry) }
        other.orders.placed.increment()
        #expect(metrics.delta(of: \.orders.placed) == 0)
        other.reset()
        #expect(other.delta(of: \.orders.placed) == 0)
        #expect(other.page.samples == metrics.page.samples)
    }

    @Test("a page is read back, sample by sample")
    func page() {
        metrics.orders.size.summary("a\"\n").observe(2)
        let page = metrics.page
        #expect(page.faults.isEmpty)
        #expect(page["size_bytes_sum", ["who": "a\"\n"]] == 2)
        #expect(page["packing_seconds_bucket", ["le": "+Inf"]] == 0)
        #expect(page["placed_total"] == 0)
        #expect(page["placed_total", ["who": ""]] == nil)
        #expect(!ScrapedPage("placed_total one\n").faults.isEmpty)
    }
}
