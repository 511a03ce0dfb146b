import MetricsVocabulary
import Testing

@Suite("Kinds and modes")
struct MetricKindTests {
    @Test("kinds and modes are spelt as Prometheus and its Python client spell them")
    func spelling() {
        #expect(
            MetricKind.allCases.map(\.rawValue) == ["counter", "gauge", "histogram", "summary", "info", "stateset"])
        #expect(
            MultiprocessMode.allCases.map(\.rawValue) == [
                "all", "liveall", "min", "livemin", "max", "livemax", "sum", "livesum", "mostrecent", "livemostrecent",
            ])
    }

    @Test("the text format 0.0.4 knows no info and no stateset: they are gauges there, as in Python's client")
    func expositionKeywords() {
        #expect(
            MetricKind.allCases.map(\.description.expositionKeyword) == [
                "counter", "gauge", "histogram", "summary", "gauge", "gauge",
            ])
    }

    @Test("only a gauge's processes can be merged in more than one way; infos and statesets can't be shared at all")
    func processes() {
        #expect(MetricKind.allCases.filter { $0.description.hasMultiprocessMode } == [.gauge])
        #expect(MetricKind.allCases.filter { !$0.description.isShareable } == [.info, .stateset])
    }

    @Test("a gauge and an info have to be set first; what has no unit is 0 or 1")
    func values() {
        #expect(MetricKind.allCases.filter { !$0.description.startsAtZero } == [.gauge, .info])
        #expect(MetricKind.allCases.filter { !$0.description.hasUnit } == [.info, .stateset])
    }

    @Test("a histogram has three kinds of series, a summary two, the others have one")
    func suffixes() {
        #expect(MetricKind.histogram.description.seriesSuffixes == ["_bucket", "_sum", "_count"])
        #expect(MetricKind.summary.description.seriesSuffixes == ["_count", "_sum"])
        for kind in [MetricKind.counter, .gauge, .info, .stateset] { #expect(kind.description.seriesSuffixes == [""]) }
    }

    @Test("a stateset's label is its name, in which a label has no colons")
    func stateLabel() {
        #expect(MetricKind.stateLabel(of: "shop_phase") == "shop_phase")
        #expect(MetricKind.stateLabel(of: "shop:a:phase") == "shop_a_phase")
    }
}
