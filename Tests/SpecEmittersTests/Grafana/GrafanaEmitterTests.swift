// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecEmitters

@Suite("The dashboard")
struct GrafanaEmitterTests {
    private let request = ModelBuilder.request("grafana", ["directory": "grafana"])

    @Test("shows everything that is served, as recorded")
    func recorded() throws {
        let emission = Emitter.grafana.emit(Bakery.product(), request)
        #expect(emission.findings.isEmpty)
        #expect(emission.files.map(\.path) == ["grafana/bakery.json"])
        try expectRecorded(
            #require(emission.files.first).text, at: "Tests/SpecEmittersTests/Fixtures/Grafana/bakery.json")
    }

    @Test(
        "a metric has a panel in its group while it is active, in the closed row while it is deprecated, then none",
        arguments: [
            ("1.0.0", "old", false), ("1.1.0", "Deprecated", true), ("1.2.0", nil, false), ("1.3.0", nil, false),
        ])
    func states(version: String, row: String?, isCollapsed: Bool) {
        let metric = ModelBuilder.counter("old_total", lifecycle: ModelBuilder.deprecated(since: "1.1"))
        let product = ModelBuilder.product(version: version, ModelBuilder.group("old", metric))
        let rows = MetricsDashboard(product).dashboard.rows.filter { $0.title != "Overview" }
        #expect(rows.map(\.title) == [row].compactMap { $0 })
        #expect(rows.allSatisfy { $0.isCollapsed == isCollapsed && $0.panels.map(\.title) == ["Old"] })
    }

    @Test("a gauge is aggregated as the spec says, or not at all")
    func aggregate() throws {
        let rows = try MetricsDashboard(TestSpec.fixture("canteen")).dashboard.rows
        let panels = rows.filter { $0.title == "Meals" }.flatMap(\.panels)
        func query(_ title: String) -> [String] {
            panels.filter { $0.title == title }.flatMap(\.queries).map { "\($0.expression) \($0.legend)" }
        }
        let servers = #"{job=~"$job", instance=~"$instance"}"#
        #expect(query("Tables") == ["avg by (instance) (canteen:tables\(servers)) {{instance}}"])
        #expect(query("Used tables") == ["max by (instance) (canteen:used_tables\(servers)) {{instance}}"])
        let tiles = rows.filter { $0.title == "Overview" }.flatMap(\.panels).flatMap(\.queries).map(
            \.expression.description)
        #expect(!tiles.contains { $0.hasPrefix("max(canteen:used_tables") })
    }

    @Test("a derived value with a group has a panel in the row of that group, if the spec asks for the rules too")
    func derived() throws {
        let panels = try MetricsDashboard(TestSpec.fixture("canteen")).dashboard.rows
            .filter { $0.title == "Meals" }.flatMap(\.panels)
            .filter { $0.identity.subject.hasPrefix("derived value ") }
        #expect(panels.map(\.title) == ["Spilt share", "Meal rate"])
        #expect(
            panels.flatMap(\.queries).map { "\($0.expression) \($0.legend)" } == [
                #"job_counter:canteen_spilt_share:ratio_rate5m{counter=~"$counter", job=~"$job"} {{counter}} {{job}}"#,
                #"job_outcome:canteen_meal_rate:rate5m{job=~"$job"} {{job}} {{outcome}}"#,
            ])
        #expect(
            panels.map(\.visualization) == [
                .timeSeries(.init(unit: "percentunit", decimals: 1, softMaximum: 1)), .timeSeries(.init(unit: "reqps")),
            ])
        let unrecorded = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            outputs: {grafana: {directory: .}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders.}
            derived:
              order_rate: {help: Orders each second., rate: orders_total, group: orders}
            """)
        #expect(
            !MetricsDashboard(unrecorded).dashboard.rows.flatMap(\.panels).contains {
                $0.identity.subject.hasPrefix("derived value ")
            })
    }

    @Test("a product without metrics has an empty dashboard that still lets one choose a server")
    func empty() {
        let dashboard = MetricsDashboard(ModelBuilder.product()).dashboard
        #expect(dashboard.rows.isEmpty)
        #expect(dashboard.variables.map(\.selector.description) == ["up", "up{job=~\"$job\"}"])
    }

    @Test("a panel that can't show its metric is a finding, and the one that can is drawn")
    func unfit() {
        let metric = ModelBuilder.counter("sold_total", panel: Panel(kind: .heatmap))
        let product = ModelBuilder.product(ModelBuilder.group("g", metric))
        let findings = Emitter.grafana.emit(product, request).findings
        #expect(findings.map(\.rule.code) == ["MG3301"])
        #expect(
            findings.map(\.message) == ["the counter `sold_total` can't be shown as a panel of kind `heatmap`"])
        #expect(findings.map(\.help) == ["leave `kind` out, or choose one of `timeseries`, `stat`"])
        #expect(MetricPanel(metric).panel.visualization.type == "timeseries")
    }

    @Test("the explanation's bad example raises the diagnostic, and the fixed one doesn't")
    func examples() {
        let bad = CompiledFixture(FixtureFiles(UnsuitablePanelKind.explained.badExample), emitters: Emitter.all)
        let good = CompiledFixture(FixtureFiles(UnsuitablePanelKind.explained.goodExample), emitters: Emitter.all)
        #expect(bad.findings.map(\.rule) == [UnsuitablePanelKind.rule])
        #expect(good.findings.isEmpty)
    }

    // MARK: Names

    @Test(
        "the uid is made of the product's name, and two names never share one",
        arguments: [
            ("vllm", "metricsgen-vllm"), ("a b", "metricsgen-a-b-4833892"), ("a-b", "metricsgen-a-b"),
            (String(repeating: "x", count: 60), "metricsgen-xxxxxxxxxxxxxxxxxxxx-2cf0af95"),
        ])
    func uid(name: String, uid: String) {
        #expect(DashboardUID.uid(for: name) == uid)
        #expect(uid.count <= 40)
    }

    @Test(
        "a panel without a title is called after its metric",
        arguments: [
            (ModelBuilder.counter("prompt_tokens_total", unit: .tokens), "Prompt tokens"),
            (ModelBuilder.histogram("e2e_latency_seconds", unit: .seconds), "E2e latency"),
            (ModelBuilder.gauge("tokens", unit: .tokens), "Tokens"),
            (ModelBuilder.gauge("x", panel: Panel(title: "Given")), "Given"),
        ])
    func titles(metric: Metric, title: String) {
        #expect(MetricPanel(metric).title == title)
    }

    // MARK: Selectors and variables

    @Test("every bound label is a variable, and a selector has those of its metric only")
    func selectors() {
        let (model, zone) = (ModelBuilder.bound("model"), ModelBuilder.bound("zone"))
        let first = ModelBuilder.counter("a_total", labels: [model])
        let second = ModelBuilder.counter("b_total", labels: [zone])
        let variables = MetricsDashboard(ModelBuilder.product(ModelBuilder.group("g", first, second))).dashboard
            .variables
        #expect(variables.map(\.name) == ["job", "instance", "model", "zone"])
        #expect(variables.last?.selector.description == "b_total{job=~\"$job\", instance=~\"$instance\"}")
        #expect(
            MetricQuery(first).series(.total).description
                == "a_total{job=~\"$job\", instance=~\"$instance\", model=~\"$model\"}")
        #expect(
            MetricQuery(second).series(.total).description
                == "b_total{job=~\"$job\", instance=~\"$instance\", zone=~\"$zone\"}")
    }

    @Test("a label that the scrape or the dashboard takes for its own gets another name")
    func takenNames() {
        let metric = ModelBuilder.counter(
            "a_total", labels: [ModelBuilder.bound("job"), ModelBuilder.bound("datasource")])
        #expect(
            MetricQuery(metric).series(.total).description
                == "a_total{job=~\"$job\", instance=~\"$instance\", exported_job=~\"$exported_job\", datasource=~\"$datasource_label\"}"
        )
        let byInstance = ModelBuilder.counter("a_total", labels: [ModelBuilder.closed("instance", "x")])
        #expect(MetricPanel(byInstance).grouping == ["exported_instance"])
    }

    @Test("variables are filled from a metric that is there from the start and stays")
    func variableSource() {
        let product = ModelBuilder.product(
            version: "1.1.0",
            ModelBuilder.group(
                "g", ModelBuilder.gauge("level"),
                ModelBuilder.counter("old_total", lifecycle: ModelBuilder.deprecated(since: "1.1")),
                ModelBuilder.counter("by_user_total", labels: [ModelBuilder.open("user")]),
                ModelBuilder.counter("sold_total")))
        #expect(
            MetricsDashboard(product).dashboard.variables.map(\.selector.description) == [
                "sold_total", "sold_total{job=~\"$job\"}",
            ])
    }

    @Test(
        "what has no series of its bare name is asked for its count",
        arguments: [
            (ModelBuilder.histogram("wait"), "wait_count"), (ModelBuilder.summary("wait"), "wait_count"),
            (ModelBuilder.stateset("phase", states: ["a"]), "phase"),
        ])
    func variableSourceOfSeveralSeries(metric: Metric, series: String) {
        let product = ModelBuilder.product(ModelBuilder.group("g", metric))
        #expect(
            MetricsDashboard(product).dashboard.variables.map(\.selector.description) == [
                series, "\(series){job=~\"$job\"}",
            ])
    }

    @Test("a help that speaks of `$job` isn't filled in by Grafana")
    func dollars() {
        let metric = ModelBuilder.counter("a_total", help: "Costs $job or [[job]].")
        let description = String(MetricPanel(metric).panel.description)
        #expect(!description.contains("$") && !description.contains("[["))
    }
}
