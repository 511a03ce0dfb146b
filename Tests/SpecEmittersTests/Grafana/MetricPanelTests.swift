// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import Testing

@testable import SpecEmitters

@Suite("A metric's panel")
struct MetricPanelTests {
    private func panel(_ metric: Metric) -> DashboardPanel { MetricPanel(metric).panel }

    private func description(of metric: Metric) -> String { String(panel(metric).description) }

    /// The queries, without the matchers that all of them share.
    private func queries(_ metric: Metric) -> [String] {
        panel(metric).queries.map {
            $0.expression.description.replacing("{job=~\"$job\", instance=~\"$instance\"}", with: "")
                .replacing("[$__rate_interval]", with: "[R]")
        }
    }

    @Test("of a counter shows its rate, stacked by what its labels can be")
    func counter() {
        let metric = ModelBuilder.counter(
            "done_total", unit: .requests, labels: [ModelBuilder.closed("reason", "stop", "length")])
        #expect(queries(metric) == ["sum by (reason) (rate(done_total[R]))"])
        #expect(panel(metric).queries.map(\.legend) == ["{{reason}}"])
        guard case .timeSeries(let series) = panel(metric).visualization else {
            Issue.record("isn't a time series")
            return
        }
        #expect(series.isStacked)
        #expect(series.unit == "reqps")
    }

    @Test("of a counter with open labels doesn't draw a line for each of their values")
    func openLabels() {
        let metric = ModelBuilder.counter("done_total", labels: [ModelBuilder.open("user")])
        #expect(queries(metric) == ["sum by (instance) (rate(done_total[R]))"])
    }

    @Test("of a counter of time shows the share of a second that was spent")
    func busyTime() {
        #expect(
            queries(ModelBuilder.counter("busy_milliseconds_total", unit: .milliseconds))
                == ["sum by (instance) (rate(busy_milliseconds_total[R])) / 1000"])
    }

    @Test(
        "of a gauge adds up what adds up, whatever its multiprocess mode",
        arguments: [
            (Unit?.some(.requests), MultiprocessMode.sum, "sum"), (.requests, .livesum, "sum"),
            (.requests, .mostrecent, "sum"),
            (.requests, .all, "sum"), (.requests, .max, "max"), (.requests, .livemin, "min"), (.ratio, .sum, "max"),
            (.percent, .sum, "max"), (.seconds, .sum, "max"), (.ratio, .min, "min"), (nil, .sum, "sum"),
            (nil, .mostrecent, "max"),
        ])
    func gauge(unit: Unit?, mode: MultiprocessMode, operation: String) {
        #expect(
            queries(ModelBuilder.gauge("level", unit: unit, mode: mode)) == ["\(operation) by (instance) (level)"])
    }

    @Test("of a gauge says what an empty panel means")
    func unset() {
        #expect(description(of: ModelBuilder.gauge("level")).contains("has not been set"))
        #expect(!description(of: ModelBuilder.counter("done_total")).contains("has not been set"))
    }

    @Test("of a point in time says how long ago it was")
    func pointInTime() {
        #expect(
            queries(ModelBuilder.gauge("seen", unit: .unixSeconds, mode: .max))
                == ["time() - max by (instance) (seen)"])
        let table = ModelBuilder.gauge("seen", unit: .unixSeconds, labels: [ModelBuilder.open("who")])
        #expect(queries(table) == ["max by (instance, who) (seen) * 1000"])
        #expect(panel(table).visualization.type == "table")
    }

    @Test("of a gauge that is named like an info metric shows its labels and not its value")
    func information() {
        let metric = ModelBuilder.gauge("build_info", unit: Unit.none, labels: [ModelBuilder.open("revision")])
        #expect(queries(metric) == ["group by (instance, revision) (build_info)"])
        guard case .table(let columns, _) = panel(metric).visualization else {
            Issue.record("isn't a table")
            return
        }
        #expect(columns.map(\.field) == ["instance", "revision"])
    }

    @Test("of a latency shows quantiles and the mean, and a gap while nothing happens")
    func latency() {
        #expect(
            queries(ModelBuilder.histogram("wait_seconds", unit: .seconds)) == [
                "histogram_quantile(0.5, sum by (le) (rate(wait_seconds_bucket[R])))",
                "histogram_quantile(0.9, sum by (le) (rate(wait_seconds_bucket[R])))",
                "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[R])))",
                "sum(rate(wait_seconds_sum[R])) / sum(rate(wait_seconds_count[R]))",
            ])
    }

    @Test("of a number of things shows how it is spread, unless the spec asks for quantiles")
    func spread() {
        let metric = ModelBuilder.histogram("size_tokens", unit: .tokens)
        #expect(queries(metric) == ["sum by (le) (increase(size_tokens_bucket[R]))"])
        #expect(panel(metric).visualization.type == "heatmap")
        let asked = ModelBuilder.histogram("size_tokens", unit: .tokens, panel: Panel(kind: .timeseries))
        #expect(panel(asked).visualization.type == "timeseries")
        #expect(panel(asked).queries.count == 4)
    }

    @Test("of a histogram whose bounds depend on the start of a server warns of mixing servers")
    func mixedBuckets() {
        let metric = ModelBuilder.histogram(
            "size_tokens", unit: .tokens,
            bounds: .series(mantissas: [1, 2, 5], limit: .parameter(.init(ParameterSum("max_len")))))
        #expect(description(of: metric).contains("(`max_len`): if servers differ"))
        #expect(!description(of: ModelBuilder.histogram("size_tokens")).contains("if servers differ"))
    }

    @Test("of each kind is what the spec asks for, where that can show it", arguments: MetricKind.allCases)
    func askedFor(kind: MetricKind) {
        func metric(_ panel: Panel) -> Metric {
            switch kind {
            case .counter: ModelBuilder.counter("x_total", panel: panel)
            case .gauge: ModelBuilder.gauge("x", unit: .ratio, panel: panel)
            case .histogram: ModelBuilder.histogram("x", panel: panel)
            case .summary: ModelBuilder.summary("x", panel: panel)
            case .info: ModelBuilder.info("x_info", fields: [ModelBuilder.open("version")], panel: panel)
            case .stateset: ModelBuilder.stateset("x", states: ["closed", "open"], panel: panel)
            case .gaugehistogram, .unknown: ModelBuilder.unrecorded("x", kind, panel: panel)
            }
        }
        // Grafana's names have hyphens.
        func drawn(_ panel: Panel) -> String {
            self.panel(metric(panel)).visualization.type.replacing("-", with: "_")
        }
        let fitting = MetricPanel(metric(Panel())).choice.fitting
        for asked in Panel.Kind.allCases {
            #expect(drawn(Panel(kind: asked)) == (fitting.contains(asked) ? asked.rawValue : drawn(Panel())))
        }
    }

    @Test("calls the kinds of panel that fit as a spec does")
    func namesOfKinds() {
        func expectNames<Kind: FittingPanelKind>(of kind: Kind.Type) {
            #expect(kind.panelKinds.map(\.rawValue) == kind.allCases.map(\.rawValue))
        }
        expectNames(of: CounterPanelKind.self)
        expectNames(of: GaugePanelKind.self)
        expectNames(of: SharePanelKind.self)
        expectNames(of: MomentPanelKind.self)
        expectNames(of: HistogramPanelKind.self)
        expectNames(of: SummaryPanelKind.self)
        expectNames(of: InfoPanelKind.self)
        expectNames(of: StateSetPanelKind.self)
    }

    @Test("of a summary shows its mean, by what its labels can be")
    func summary() {
        let metric = ModelBuilder.summary(
            "wait_seconds", unit: .seconds, labels: [ModelBuilder.closed("till", "north", "south")])
        #expect(
            queries(metric) == [
                "sum by (till) (rate(wait_seconds_sum[R])) / sum by (till) (rate(wait_seconds_count[R]))"
            ])
        #expect(panel(metric).queries.map(\.legend) == ["{{till}}"])
        #expect(
            queries(ModelBuilder.summary("wait_seconds", panel: Panel(kind: .stat)))
                == ["sum(rate(wait_seconds_sum[R])) / sum(rate(wait_seconds_count[R]))"])
    }

    @Test("of an info is a table of its labels and fields")
    func info() {
        let metric = ModelBuilder.info(
            "build_info", fields: [ModelBuilder.open("version")], labels: [ModelBuilder.bound("shop")])
        #expect(
            panel(metric).queries.map(\.expression.description) == [
                #"group by (instance, shop, version) (build_info{job=~"$job", instance=~"$instance", shop=~"$shop"})"#
            ])
    }

    @Test("of a stateset shows when each state held, or how many servers are in each")
    func stateset() {
        let metric = ModelBuilder.stateset("phase", states: ["closed", "open"])
        #expect(queries(metric) == ["max by (phase) (phase)"])
        #expect(panel(metric).queries.map(\.legend) == ["{{phase}}"])
        let labelled = ModelBuilder.stateset(
            "phase", states: ["closed", "open"], labels: [ModelBuilder.closed("till", "north", "south")],
            panel: Panel(kind: .timeseries))
        #expect(queries(labelled) == ["sum by (till, phase) (phase)"])
    }

    @Test("says until when a deprecated metric is there, and what to use instead")
    func deprecated() {
        let metric = ModelBuilder.counter(
            "old_total",
            lifecycle: ModelBuilder.deprecated(
                since: "1.1", reason: "It lies.", replacedBy: ["new_total"], external: ["other_total"]))
        #expect(
            description(of: metric).contains(
                "Deprecated since 1.1, hidden from 1.2, removed from 1.3. It lies. Use `new_total`, `other_total` (published elsewhere)."
            ))
    }
}
