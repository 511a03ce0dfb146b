import MetricsRuntime
import Testing

@Test func probe() throws {
    let registry = MetricsRegistry()
    try ProbeMetrics(in: registry).probe.runs.increment()
    #expect(registry.exposition().contains("probe_runs_total 1.0"))
}
