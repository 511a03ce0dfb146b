import MetricsRuntime
import ReferenceMetrics

// One operation a function, never inlined, called from a loop: `instruction-probe NAME COUNT` runs one of them so often
// and prints what the counter then says, so that whoever counts instructions sees that none was folded away.

@inline(never) public func probeNothing(_ counter: Counter) {}
@inline(never) public func probeIncrement(_ counter: Counter) { counter.increment() }
@inline(never) public func probeIncrementBy(_ counter: Counter, _ amount: Int) { counter.increment(by: amount) }
@inline(never) public func probeTyped(_ metrics: VLLMMetrics) { metrics.request.success[.stop].increment() }
@inline(never) public func probeSet(_ gauge: Gauge, _ value: Double) { gauge.set(value) }
@inline(never) public func probeObserve(_ histogram: Histogram, _ value: Double) { histogram.observe(value) }
@inline(never) public func probeLookUp(_ open: OpenSeries, _ value: String) { open.counter(value).increment() }

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
            1, "old_total", "Old.", MetricLabels(), deprecated: .init(since: .init(0, 9), hideAfter: 1, removeAfter: 9))
        let series = try product.register(in: registry, visibility: .init())
        let counter = metrics.request.success[.stop]
        let hidden = series.counter(1)
        let value = "a label's value"
        switch name {
        case "increment", "mapped-increment": for _ in 0..<count { probeIncrement(counter) }
        case "typed": for _ in 0..<count { probeTyped(metrics) }
        case "hidden": for _ in 0..<count { probeIncrement(hidden) }
        case "set": for number in 0..<count { probeSet(metrics.scheduler.numRequestsRunning, Double(number)) }
        case "observe":
            for number in 0..<count { probeObserve(metrics.request.e2eRequestLatencySeconds, Double(number & 63)) }
        case "look-up": for _ in 0..<count { probeLookUp(series.open(0), value) }
        default: for _ in 0..<count { probeNothing(counter) }
        }
        for line in registry.exposition().split(separator: "\n")
        where line.hasPrefix("vllm:request_success_total{finished_reason=\"stop\"") || line.hasPrefix("probe_total")
            || line.hasPrefix("vllm:num_requests_running") || line.hasPrefix("vllm:e2e_request_latency_seconds_count")
        {
            print(line)
        }
    }
}
