// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecOutput
import Testing

@testable import SpecEmitters

@Suite("What a spec says about the dashboard")
struct ConditionalMetricsTests {
    private func dashboard(_ spec: String) throws -> Dashboard {
        MetricsDashboard(
            try TestSpec.product(
                """
                metricsgen: 1
                product: {name: app, version: "1.0", prefix: app_}
                parameters: {debug: {type: boolean, default: false}, trace: {type: boolean, default: false}}
                labels:
                  kind: {help: The kind., values: [a, b]}
                  shop: {help: The shop., bind: instance}
                \(spec)
                """)
        ).dashboard
    }

    private func overview(_ dashboard: Dashboard) -> [String] {
        dashboard.rows.filter { $0.title == "Overview" }.flatMap(\.panels).map(\.identity.subject)
    }

    @Test("variables are filled by metrics that are always there, and the overview shows no others")
    func conditional() throws {
        let dashboard = try dashboard(
            """
            groups:
              a: {if: $debug, metrics: {cond_total: {type: counter, help: Things., labels: [shop]}}}
              b:
                metrics:
                  own_total: {type: counter, help: Things., if: $trace}
                  own_seconds: {type: histogram, help: Times., unit: seconds, if: $trace, buckets: [1, 2]}
                  open: {type: gauge, help: Things., unit: requests, if: $debug}
                  usage_ratio: {type: gauge, help: Usage., unit: ratio, if: $debug, multiprocess: max}
                  level: {type: gauge, help: Things., unit: requests, labels: [shop]}
                  always_total: {type: counter, help: Things that are always there.}
            """)
        #expect(
            dashboard.variables.map(\.selector.description) == [
                "app_always_total", "app_always_total{job=~\"$job\"}",
                "app_level{job=~\"$job\", instance=~\"$instance\"}",
            ])
        #expect(overview(dashboard) == ["app_level", "app_always_total"])
    }

    @Test("where every metric has a condition, the variables depend on none of them")
    func allConditional() throws {
        let dashboard = try dashboard(
            """
            groups:
              a: {if: $debug, metrics: {one_total: {type: counter, help: One., labels: shop}}}
              b: {if: $trace, metrics: {two: {type: summary, help: Two., labels: shop}}}
              c: {if: $debug, metrics: {three_total: {type: counter, help: Three., labels: shop}}}
            """)
        #expect(
            dashboard.variables.map(\.selector.description) == [
                "up", "up{job=~\"$job\"}",
                "{__name__=~\"app_one_total|app_two_count\", job=~\"$job\", instance=~\"$instance\"}",
            ])
        #expect(overview(dashboard).isEmpty)
    }

    @Test("metrics that exclude each other have one panel for each query, with the labels and conditions of all")
    func variants() throws {
        let dashboard = try dashboard(
            """
            groups:
              a:
                if: $debug
                metrics:
                  done_total: {type: counter, help: Things., labels: [shop, kind]}
                  open: {type: gauge, help: Things., unit: requests}
                  wait_seconds: {type: histogram, help: Waits., unit: seconds, buckets: [1, 2]}
              b:
                if: not $debug
                metrics:
                  done_total: {type: counter, help: Things.}
                  open: {type: stateset, help: Whether it is open., states: [yes, no]}
              c:
                if: {all: [not $debug, $trace]}
                metrics:
                  wait_seconds: {type: histogram, help: Waits., unit: seconds, buckets: [1, 5]}
            """)
        let panels = dashboard.rows.filter { $0.title != "Overview" }.flatMap(\.panels)
        #expect(
            panels.map(\.identity.subject) == ["app_done_total", "app_open", "app_wait_seconds", "app_open of b"])
        let queries = panels.flatMap { $0.queries.map(\.expression.description) }
        #expect(Set(queries).count == queries.count)
        #expect(queries.first?.contains(#"{job=~"$job", instance=~"$instance", shop=~"$shop"}"#) == true)
        let descriptions = panels.map { String($0.description) }
        #expect(!descriptions[0].contains("Only on servers"))
        #expect(descriptions[1].contains("Only on servers that were started with `debug`."))
        #expect(descriptions[2].contains("Only on servers where `debug` or (not `debug` and `trace`)."))
        #expect(descriptions[3].contains("Only on servers where not `debug`."))
        #expect(overview(dashboard).first == "app_done_total")
    }

    @Test("a place that is written out is obeyed, and leaves the tile to the next metric")
    func places() throws {
        let dashboard = try dashboard(
            """
            groups:
              a:
                metrics:
                  one: {type: gauge, help: One., unit: requests, panel: {place: group}}
                  two: {type: gauge, help: Two., unit: requests, panel: {title: Two}}
                  three: {type: gauge, help: Three., unit: requests}
                  four: {type: gauge, help: Four., unit: requests}
                  five: {type: gauge, help: Five., unit: requests, if: $debug, panel: {place: overview}}
                  six: {type: gauge, help: Six., unit: requests, panel: {place: nowhere}}
            """)
        #expect(overview(dashboard) == ["app_two", "app_three", "app_five"])
        let group = dashboard.rows.filter { $0.title == "A" }.flatMap(\.panels).map(\.identity.subject)
        #expect(group == ["one", "two", "three", "four", "five"].map { "app_" + $0 })
    }

    @Test("`group_by` draws a line for each value, of every kind and panel that has lines or numbers")
    func grouping() throws {
        let dashboard = try dashboard(
            """
            groups:
              a:
                metrics:
                  wait_seconds: {type: histogram, help: Waits., unit: seconds, buckets: [1], labels: kind, panel: {quantiles: [0.9], group_by: kind}}
                  size_bytes: {type: histogram, help: Sizes., unit: bytes, buckets: [1], labels: kind, panel: {group_by: kind}}
                  rest_seconds: {type: histogram, help: Rests., unit: seconds, buckets: [1], labels: kind, panel: {kind: stat, group_by: [kind]}}
                  done_total: {type: counter, help: Things., labels: kind, panel: {kind: stat, group_by: kind}}
                  open: {type: gauge, help: Things., unit: requests, labels: kind, panel: {kind: stat, group_by: kind}}
                  share_ratio: {type: gauge, help: Shares., unit: ratio, labels: kind, panel: {kind: gauge, group_by: kind}}
                  mean_seconds: {type: summary, help: Means., unit: seconds, labels: kind, panel: {kind: stat, group_by: kind}}
            """)
        for panel in dashboard.rows.filter({ $0.title == "A" }).flatMap(\.panels) {
            for query in panel.queries {
                let expression = query.expression.description
                #expect(expression.contains(" by (kind") || expression.contains(" by (le, kind"), "\(expression)")
                #expect(query.legend.contains("{{kind}}"), "\(query.legend)")
            }
        }
        let first = dashboard.rows.filter { $0.title == "A" }.flatMap(\.panels)[0].queries
        #expect(first.map(\.legend) == ["p90 {{kind}}", "mean {{kind}}"])
    }

    @Test("every quantile is drawn, as many as a panel can have")
    func manyQuantiles() throws {
        let quantiles = (1...20).map { "0.\($0 + 10)" }.joined(separator: ", ")
        let product = try TestSpec.product(
            """
            metricsgen: 1
            product: {name: app, version: "1.0"}
            groups:
              a:
                metrics:
                  wait_seconds:
                    {type: histogram, help: Waits., unit: seconds, buckets: [1], panel: {quantiles: [\(quantiles)], place: group}}
            """)
        let text = Emitter.grafana.emit(product, ModelBuilder.request("grafana", ["directory": "g"])).files[0].text
        let names = text.matches(of: /"refId": "([A-Z]+)"/).map { String($0.1) }
        #expect(names.count == 21)
        #expect(Set(names).count == 21)
        #expect([names[0], names[20]] == ["A", "U"])
    }
}
