// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import MetricsRuntime
import VLLMMetrics

/// Runs each call on the hot path, first a few times and then more often. `Benchmarks/count-instructions` runs it in
/// valgrind, which counts between the calls of `boundary`. It prints the names in their order, and the values of the
/// metrics, which show that the compiler removed no call.
@main
enum InstructionProbe {
    static func main() throws {
        let calls = try Calls()
        // Numbers that the compiler doesn't know: it would compute the result of a loop instead of running it.
        let few = 1_000 * Int(CommandLine.argc)
        let many = 3_000 * Int(CommandLine.argc)
        // What happens once, such as finding a function of the system, comes before what is counted.
        boundary()
        for (name, run) in calls.all {
            run(few)
            boundary()
            run(few)
            boundary()
            run(many)
            boundary()
            print("call", name, many - few)
        }
        for line in calls.registry.exposition().split(separator: "\n")
        where line.hasPrefix("vllm:request_success_total{finished_reason=\"stop\"") || line.hasPrefix("probe_")
            || line.hasPrefix("vllm:num_requests_running") || line.hasPrefix("vllm:e2e_request_latency_seconds_count")
        {
            print(line)
        }
    }
}

/// The profiler writes what it has counted when this is called, and begins again. The compiler would remove a call that
/// does nothing.
@inline(never) private func boundary() { _ = getppid() }

#if os(Linux)
    /// Takes the place of Swift's own: with the same numbers in every process, a look-up always visits as many slots.
    @_cdecl("swift_stdlib_random") public func fixedNumbers(_ buffer: UnsafeMutableRawPointer, _ count: Int) {
        for index in 0..<count {
            buffer.storeBytes(of: UInt8(truncatingIfNeeded: index &* 167 &+ 41), toByteOffset: index, as: UInt8.self)
        }
    }
#endif

/// The metrics that the calls record into, and the calls by name.
struct Calls {
    let registry = MetricsRegistry()
    let all: [(name: String, run: (Int) -> Void)]

    init() throws {
        let metrics = try VLLMMetrics(
            in: registry, modelName: "m", parameters: .init(maxModelLen: 4096, cudagraphCaptureSizes: [1, 2]))
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
        product.histogram(9, "probe_native", "Probe.", MetricLabels(), [], .init(native: NativeBuckets()))
        product.histogram(
            10, "probe_native_both", "Probe.", MetricLabels(), [1, 5, 10, 50], .init(native: NativeBuckets()))
        let series = try product.register(in: registry, visibility: .init())
        for number in 0...100 {
            series.open(5).counter("known \(number)").increment()
            series.open(6).counter("GET", "known \(number)", "200").increment()
            series.open(7).counter("known \(number)", "known \(number)").increment()
            series.open(8).counter("known \(number)", "known \(number)", "known \(number)").increment()
        }
        let counter = metrics.request.success[.stop]
        let hidden = series.counter(1)
        let gauge = metrics.scheduler.numRequestsRunning
        let histogram = metrics.request.e2eRequestLatencySeconds.handle
        let native = series.histogram(9)
        let both = series.histogram(10)
        let summary = series.summary(3)
        let states: StateSet<Phase> = series.stateSet(4)
        let short = "a label's value"
        let known = "known 50"
        let long = "a label's value, 24 long"
        all = [
            ("increment", { count in for _ in 0..<count { probeIncrement(counter) } }),
            ("increment-by", { count in for number in 0..<count { probeIncrementBy(counter, number) } }),
            ("typed", { count in for _ in 0..<count { probeTyped(metrics) } }),
            ("hidden", { count in for _ in 0..<count { probeIncrement(hidden) } }),
            ("set", { count in for number in 0..<count { probeSet(gauge, Double(number)) } }),
            ("observe", { count in for number in 0..<count { probeObserve(histogram, Double(number & 63)) } }),
            ("observe-native", { count in for number in 0..<count { probeObserve(native, Double(number & 63)) } }),
            ("observe-both", { count in for number in 0..<count { probeObserve(both, Double(number & 63)) } }),
            ("summary", { count in for number in 0..<count { probeSummary(summary, Double(number & 63)) } }),
            ("state", { count in for number in 0..<count { probeState(states, number & 1 == 0 ? .busy : .full) } }),
            ("local", { count in probeLocal(counter, count) }),
            ("local-histogram", { count in probeLocal(histogram, count) }),
            ("look-up", { count in for _ in 0..<count { probeLookUp(series.open(0), short) } }),
            ("look-up-long", { count in for _ in 0..<count { probeLookUp(series.open(0), long) } }),
            ("look-up-3", { count in for _ in 0..<count { probeLookUp(series.open(2), "GET", short, "200") } }),
            ("look-up-3-long", { count in for _ in 0..<count { probeLookUp(series.open(2), "GET", long, "200") } }),
            ("known", { count in for _ in 0..<count { probeLookUp(series.open(5), known) } }),
            ("known-2-all", { count in for _ in 0..<count { probeLookUp(series.open(7), known, known) } }),
            ("known-3", { count in for _ in 0..<count { probeLookUp(series.open(6), "GET", known, "200") } }),
            ("known-3-all", { count in for _ in 0..<count { probeLookUp(series.open(8), known, known, known) } }),
            ("beyond", { count in for _ in 0..<count { probeLookUp(series.open(5), short) } }),
            ("beyond-long", { count in for _ in 0..<count { probeLookUp(series.open(5), long) } }),
            ("beyond-2-all", { count in for _ in 0..<count { probeLookUp(series.open(7), short, short) } }),
            ("beyond-3", { count in for _ in 0..<count { probeLookUp(series.open(6), "GET", short, "200") } }),
            ("beyond-3-long", { count in for _ in 0..<count { probeLookUp(series.open(6), "GET", long, "200") } }),
            ("beyond-3-one", { count in for _ in 0..<count { probeLookUp(series.open(8), known, known, short) } }),
            ("beyond-3-all", { count in for _ in 0..<count { probeLookUp(series.open(8), short, short, short) } }),
        ]
    }
}
