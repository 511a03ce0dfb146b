// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import Testing

@Suite("Kinds and modes")
struct MetricKindTests {
    @Test("kinds and modes are spelt as Prometheus and its Python client spell them")
    func spelling() {
        #expect(
            MetricKind.allCases.map(\.rawValue) == [
                "counter", "gauge", "histogram", "summary", "info", "stateset", "gaugehistogram", "unknown",
            ])
        #expect(
            MultiprocessMode.allCases.map(\.rawValue) == [
                "all", "liveall", "min", "livemin", "max", "livemax", "sum", "livesum", "mostrecent", "livemostrecent",
            ])
    }

    @Test("the text format 0.0.4 knows no info and no stateset: they are gauges there, as in Python's client")
    func expositionKeywords() {
        #expect(
            MetricKind.allCases.map(\.description.expositionKeyword) == [
                "counter", "gauge", "histogram", "summary", "gauge", "gauge", "histogram", "untyped",
            ])
    }

    @Test("a gauge can be merged in every way; an info only by the latest value, and a stateset in every way but a sum")
    func processes() {
        for kind in MetricKind.allCases { #expect(kind.has(.mode) == !kind.description.modes.isEmpty) }
        #expect(MetricKind.having(.mode) == [.gauge, .info, .stateset])
        #expect(MetricKind.having(.mode).map(\.description.modes.first) == [.all, .mostrecent, .mostrecent])
        #expect(MetricKind.gauge.description.modes.count == 10)
        #expect(MetricKind.info.description.modes == [.mostrecent, .livemostrecent])
        #expect(
            Set(MultiprocessMode.allCases).subtracting(MetricKind.stateset.description.modes) == [.sum, .livesum])
        #expect(MetricKind.allCases.filter { !$0.isRecorded } == [.gaugehistogram])
    }

    @Test("each other detail belongs to one kind")
    func details() {
        #expect(MetricKind.having(.buckets) == [.histogram, .gaugehistogram])
        #expect(MetricKind.having(.quantiles) == [.summary])
        #expect(MetricKind.having(.fields) == [.info])
        #expect(MetricKind.having(.states) == [.stateset])
    }

    @Test("a gauge and an info have to be set first; what has no unit is 0 or 1")
    func values() {
        #expect(
            MetricKind.allCases.filter { !$0.description.startsAtZero } == [
                .gauge, .info, .gaugehistogram, .unknown,
            ])
        #expect(MetricKind.allCases.filter { !$0.hasUnit } == [.info, .stateset])
    }

    @Test("a histogram has three kinds of series, a summary two, the others have one of the family's name")
    func seriesNames() {
        #expect(MetricKind.histogram.seriesNames(ofFamily: "x") == ["x_bucket", "x_sum", "x_count"])
        #expect(MetricKind.summary.seriesNames(ofFamily: "x") == ["x_count", "x_sum"])
        for kind in [MetricKind.counter, .gauge, .info, .stateset] { #expect(kind.seriesNames(ofFamily: "x") == ["x"]) }
    }

    @Test("queries take the rate of what only grows")
    func movements() {
        #expect(MetricKind.counter.description.series.map(\.movement) == [.counter])
        #expect(MetricKind.histogram.description.series.allSatisfy { $0.movement == .counter })
        #expect(MetricKind.summary.description.series.allSatisfy { $0.movement == .counter })
        for kind in [MetricKind.gauge, .info, .stateset] {
            #expect(kind.description.series.allSatisfy { $0.movement == .gauge })
        }
    }

    @Test("the samples of buckets, states and separate processes have a label of their own")
    func sampleLabels() {
        #expect(MetricKind.histogram.sampleLabels(mode: .all).map { $0.name(inFamily: "x") } == ["le"])
        #expect(MetricKind.stateset.sampleLabels(mode: nil).map { $0.name(inFamily: "shop_phase") } == ["shop_phase"])
        for mode in MultiprocessMode.allCases {
            let labels = MetricKind.gauge.sampleLabels(mode: mode).map { $0.name(inFamily: "x") }
            #expect(labels == ([.all, .liveall].contains(mode) ? ["pid"] : []))
        }
        for kind in [MetricKind.counter, .gauge, .summary, .info] { #expect(kind.sampleLabels(mode: nil).isEmpty) }
    }

    @Test("a stateset's label is its name, in which a label has no colons")
    func stateLabel() {
        #expect(SampleLabel.state.name(inFamily: "shop:a:phase") == "shop_a_phase")
    }

    @Test("a family in OpenMetrics lacks what the names of its kind end in")
    func openMetricsFamily() {
        #expect(MetricKind.counter.openMetricsFamily(ofName: "x_total") == "x")
        #expect(MetricKind.counter.openMetricsFamily(ofName: "x_info") == "x_info")
        #expect(MetricKind.info.openMetricsFamily(ofName: "x_info") == "x")
        #expect(MetricKind.gauge.openMetricsFamily(ofName: "x_total") == "x_total")
    }

    @Test("each mode has a live one that merges in the same way")
    func liveModes() {
        for mode in MultiprocessMode.allCases {
            #expect(mode.live.merge == mode.merge)
            #expect(mode.live.rawValue == (mode.isLive ? mode.rawValue : "live" + mode.rawValue))
        }
    }

    @Test("what is hidden is served only to those who ask for it, and what is removed to nobody")
    func served() {
        #expect(LifecycleState.allCases.filter { $0.isServed() } == [.active, .deprecated])
        #expect(LifecycleState.allCases.filter { $0.isServed(showsHidden: true) } == [.active, .deprecated, .hidden])
    }
}
