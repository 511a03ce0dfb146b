import MetricsVocabulary
import Testing

@Suite("Kinds and modes")
struct MetricKindTests {
    @Test("kinds and modes are spelt as Prometheus and its Python client spell them")
    func spelling() {
        #expect(MetricKind.allCases.map(\.rawValue) == ["counter", "gauge", "histogram"])
        #expect(MetricKind.allCases.allSatisfy { $0.description.expositionKeyword == $0.rawValue })
        #expect(
            MultiprocessMode.allCases.map(\.rawValue) == [
                "all", "liveall", "min", "livemin", "max", "livemax", "sum", "livesum", "mostrecent", "livemostrecent",
            ])
    }

    @Test("only a gauge's processes can be merged in more than one way, and only it has to be set first")
    func gauges() {
        #expect(MetricKind.allCases.filter { $0.description.hasMultiprocessMode } == [.gauge])
        #expect(MetricKind.allCases.filter { !$0.description.startsAtZero } == [.gauge])
    }

    @Test("a histogram has three kinds of series, the others have one")
    func suffixes() {
        #expect(MetricKind.histogram.description.seriesSuffixes == ["_bucket", "_sum", "_count"])
        #expect(MetricKind.counter.description.seriesSuffixes == [""])
        #expect(MetricKind.gauge.description.seriesSuffixes == [""])
    }
}
