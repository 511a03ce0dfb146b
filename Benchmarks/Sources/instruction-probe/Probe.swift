// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import MetricsRuntime
import ReferenceMetrics

// One function for each operation, never inlined, called from a loop. `instruction-probe NAME COUNT` runs one of them
// COUNT times and prints the counter, which shows that no operation was optimised away.

@inline(never) public func probeNothing(_ counter: Counter) {}
@inline(never) public func probeIncrement(_ counter: Counter) { counter.increment() }
@inline(never) public func probeIncrementBy(_ counter: Counter, _ amount: Int) { counter.increment(by: amount) }
@inline(never) public func probeTyped(_ metrics: VLLMMetrics) { metrics.request.success[.stop].increment() }
@inline(never) public func probeSet(_ gauge: Gauge, _ value: Double) { gauge.set(value) }
@inline(never) public func probeObserve(_ histogram: Histogram, _ value: Double) { histogram.observe(value) }
@inline(never) public func probeSummary(_ summary: Summary, _ value: Double) { summary.observe(value) }
public enum Phase: UInt8, Sendable { case idle, busy, full }
@inline(never) public func probeState(_ states: StateSet<Phase>, _ state: Phase) { states.set(state) }
@inline(never) public func probeLookUp(_ open: OpenSeries, _ value: String) { open.counter(value).increment() }
@inline(never) public func probeLookUp(_ open: OpenSeries, _ first: String, _ second: String) {
    open.counter(first, second).increment()
}
@inline(never) public func probeLookUp(_ open: OpenSeries, _ first: String, _ second: String, _ third: String) {
    open.counter(first, second, third).increment()
}
/// The loop is in here: a recorder for one owner has no function around each increment.
@inline(never) public func probeLocal(_ counter: Counter, _ count: Int) {
    var local = counter.local(flushAfter: 1 << 20)
    var rest = count
    while rest > 0 {
        local.increment()
        rest &-= 1
    }
}
@inline(never) public func probeLocal(_ histogram: Histogram, _ count: Int) {
    var local = histogram.local(flushAfter: 1 << 20)
    var number = 0
    while number < count {
        local.observe(Double(number & 63))
        number &+= 1
    }
}

@main
enum Probe {
    static func main() throws {
        let name = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "nothing"
        let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 0 : 0
        let registry = MetricsRegistry(
            storage: name.hasPrefix("mapped") ? .environment : .memory)
        let metrics = try VLLMMetrics(
            in: registry, modelName: "m", parameters: .init(maxModelLen: 4096, cudagraphCaptureSizes: [1, 2]),
            visibility: name == "hidden" ? .init(productVersion: "0.9.0") : .init())
        var product = ProductDeclaration(name: "probe", version: "1.0.0")
        product.counter(0, "probe_total", "Probe.", MetricLabels(open: ["label"]))
        product.counter(
            1, "old_total", "Old.", MetricLabels(),
            .init(deprecated: .init(since: .init(0, 9), hideAfter: 1, removeAfter: 9)))
        product.counter(2, "probe_three_total", "Probe.", MetricLabels(open: ["a", "b", "c"]))
        product.summary(3, "probe_summary", "Probe.", MetricLabels())
        product.stateSet(4, "probe_phase", "Probe.", MetricLabels(), ["idle", "busy", "full"])
        product.counter(5, "probe_capped_total", "Probe.", MetricLabels(open: ["label"], limits: [100]))
        product.counter(
            6, "probe_capped_three_total", "Probe.", MetricLabels(open: ["a", "b", "c"], limits: [nil, 100, nil]))
        product.counter(
            7, "probe_capped_two_total", "Probe.", MetricLabels(open: ["a", "b"], limits: [100, 100]))
        product.counter(
            8, "probe_capped_all_total", "Probe.", MetricLabels(open: ["a", "b", "c"], limits: [100, 100, 100]))
        let series = try product.register(in: registry, visibility: .init())
        for number in 0...100 {
            series.open(5).counter("known \(number)").increment()
            series.open(6).counter("GET", "known \(number)", "200").increment()
            series.open(7).counter("known \(number)", "known \(number)").increment()
            series.open(8).counter("known \(number)", "known \(number)", "known \(number)").increment()
        }
        let counter = metrics.request.success[.stop]
        let hidden = series.counter(1)
        let short = "a label's value"
        let known = "known 50"
        let long = "a label's value, 24 long"
        switch name {
        case "increment", "mapped-increment": for _ in 0..<count { probeIncrement(counter) }
        case "typed": for _ in 0..<count { probeTyped(metrics) }
        case "hidden": for _ in 0..<count { probeIncrement(hidden) }
        case "set": for number in 0..<count { probeSet(metrics.scheduler.numRequestsRunning, Double(number)) }
        case "observe":
            for number in 0..<count { probeObserve(metrics.request.e2eRequestLatencySeconds, Double(number & 63)) }
        case "summary": for number in 0..<count { probeSummary(series.summary(3), Double(number & 63)) }
        case "state": for number in 0..<count { probeState(series.stateSet(4), number & 1 == 0 ? .busy : .full) }
        case "look-up": for _ in 0..<count { probeLookUp(series.open(0), short) }
        case "look-up-3": for _ in 0..<count { probeLookUp(series.open(2), "GET", short, "200") }
        case "look-up-long": for _ in 0..<count { probeLookUp(series.open(0), long) }
        case "look-up-3-long": for _ in 0..<count { probeLookUp(series.open(2), "GET", long, "200") }
        case "known-3": for _ in 0..<count { probeLookUp(series.open(6), "GET", known, "200") }
        case "known-2-all": for _ in 0..<count { probeLookUp(series.open(7), known, known) }
        case "known-3-all": for _ in 0..<count { probeLookUp(series.open(8), known, known, known) }
        case "beyond-2-all": for _ in 0..<count { probeLookUp(series.open(7), short, short) }
        case "beyond-3-all": for _ in 0..<count { probeLookUp(series.open(8), short, short, short) }
        case "beyond-3-one": for _ in 0..<count { probeLookUp(series.open(8), known, known, short) }
        case "beyond": for _ in 0..<count { probeLookUp(series.open(5), short) }
        case "beyond-3": for _ in 0..<count { probeLookUp(series.open(6), "GET", short, "200") }
        case "beyond-long": for _ in 0..<count { probeLookUp(series.open(5), long) }
        case "beyond-3-long": for _ in 0..<count { probeLookUp(series.open(6), "GET", long, "200") }
        case "local": probeLocal(counter, count)
        case "local-histogram": probeLocal(metrics.request.e2eRequestLatencySeconds, count)
        default: for _ in 0..<count { probeNothing(counter) }
        }
        for line in registry.exposition().split(separator: "\n")
        where line.hasPrefix("vllm:request_success_total{finished_reason=\"stop\"") || line.hasPrefix("probe_")
            || line.hasPrefix("vllm:num_requests_running") || line.hasPrefix("vllm:e2e_request_latency_seconds_count")
        {
            print(line)
        }
    }
}
