// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecOutput
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecQueries

/// A spec, and what the language and the checks of its queries say about it.
private func compiled(_ text: String) -> CompiledFixture {
    CompiledFixture(FixtureFiles(text), emitters: Emitter.all) { spec, _ in SpecQueries.findings(in: spec) }
}

@Suite("The queries of a spec")
struct SpecQueriesTests {
    private static let fixtures = RecordedText.all(in: "Tests/SpecQueriesTests/Fixtures", endingWith: ".yaml")

    @Test("what is wrong with them is shown at its place in the query", arguments: fixtures)
    func report(fixture: RecordedText) throws {
        try fixture.expect(compiled(fixture.input).report)
    }

    @Test("the bad example of each rule raises it and nothing else, and the good one nothing")
    func examples() {
        for rule in SpecQueries.rules {
            let bad = compiled(rule.badExample)
            #expect(bad.findings.map(\.rule.name) == [rule.name], "\(bad.report)")
            let good = compiled(rule.goodExample)
            #expect(good.findings.isEmpty, "\(rule.name): \(good.report)")
        }
    }

    @Test("mutated token by token none crashes, and every finding is at something in the text", arguments: fixtures)
    func mutated(fixture: RecordedText) {
        let seed = SeededGenerator.seed(fixture.path.utf8.reduce(into: 1) { $0 = $0 &* 31 &+ UInt64($1) })
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        let texts = (0..<20).map { _ in mutations.next(using: &generator) }
        let faults = faultsFound(in: texts) { text in
            compiled(text).findingsWithoutPlace.map {
                "seed \(seed): \($0.span) isn't where `\($0.message)` is\n\(text)"
            }
        }
        for fault in faults { Issue.record("\(fault)") }
    }

    private static let shop = """
        metricsgen: 1
        product: {name: shop, version: "1.4", prefix: "shop:"}
        labels:
          outcome: {help: How it ended., values: [good, bad]}
          customer: {help: Who ordered., max_values: 10}
        groups:
          orders:
            metrics:
              orders_total: {type: counter, unit: requests, help: Orders taken., labels: outcome}
              shelves: {type: gauge, help: Shelves., multiprocess: sum}
              packing_seconds: {type: histogram, help: Time to pack., unit: seconds, buckets: [1, 2]}
              sending_seconds: {type: histogram, help: Time to send., unit: seconds, buckets: {native: {}}}
              either_seconds: {type: histogram, help: Time for either., unit: seconds, buckets: {bounds: [0.5], native: {}}}
              returns_total: {type: counter, help: Goods given back., labels: customer}

        """

    private func rules(_ text: String) throws -> [String] {
        let fixture = compiled(Self.shop + text)
        #expect(fixture.report == "")
        let queries = SpecQueries(try #require(fixture.spec))
        return queries.values.map { "\($0.record) = \($0.query)" }
            + queries.alerts.map { "\($0.alert.name): \($0.query)" }
    }

    @Test("each form is the query that its documentation promises, under a name of three parts")
    func forms() throws {
        #expect(
            try rules(
                """
                derived:
                  bad_share: {help: Failed., ratio: {of: 'orders_total{outcome="bad"}', to: orders_total}}
                  order_rate: {help: Orders., rate: orders_total, by: outcome}
                  packed: {help: Packed., rate: "shop:packing_seconds"}
                  full: {help: Full., saturation: {of: shelves, to: shelves}}
                  free: {help: Free., difference: {of: shelves, to: shelves}}
                  slow: {help: Slow., quantile: {of: packing_seconds, at: 0.999}}
                  packing: {help: Mean., mean: packing_seconds}
                """) == [
                    #"job:shop_bad_share:ratio_rate5m = sum by (job) (rate(shop:orders_total{outcome="bad"}[5m])) / (sum by (job) (rate(shop:orders_total[5m])) > 0)"#,
                    "job_outcome:shop_order_rate:rate5m = sum by (job, outcome) (rate(shop:orders_total[5m]))",
                    "job:shop_packed:rate5m = sum by (job) (rate(shop:packing_seconds_count[5m]))",
                    "job:shop_full:ratio = sum by (job) (shop:shelves) / (sum by (job) (shop:shelves) > 0)",
                    "job:shop_free:difference = sum by (job) (shop:shelves) - sum by (job) (shop:shelves)",
                    "job:shop_slow:p99_9_rate5m = histogram_quantile(0.999, sum by (le, job) (rate(shop:packing_seconds_bucket[5m])))",
                    "job:shop_packing:mean5m = sum by (job) (rate(shop:packing_seconds_sum[5m])) / (sum by (job) (rate(shop:packing_seconds_count[5m])) > 0)",
                ])
    }

    private func objectives(_ text: String) throws -> [RecordedObjective] {
        let fixture = compiled(Self.shop + "slos:\n" + text)
        #expect(fixture.report == "")
        return SpecQueries(try #require(fixture.spec)).objectives
    }

    @Test("the share of bad events is what the form of an objective says")
    func shares() throws {
        let queries = try objectives(
            """
              a: {objective: 99, window: 30d, bad: 'orders_total{outcome="bad"}', total: orders_total}
              b: {objective: 99, window: 30d, good: 'orders_total{outcome="good"}', total: orders_total, minimum_rate: 0.5}
              c: {objective: 99, window: 30d, of: packing_seconds, within: 2}
              d: {objective: 99, window: 30d, bad: returns_total, total: packing_seconds}
              e: {objective: 99, window: 30d, of: sending_seconds, within: 0.3}
              f: {objective: 99, window: 30d, of: either_seconds, within: 0.5}

            """)
        #expect(
            queries.map(\.current.description) == [
                #"sum(rate(shop:orders_total{outcome="bad"}[5m])) / (sum(rate(shop:orders_total[5m])) > 0)"#,
                #"1 - sum(rate(shop:orders_total{outcome="good"}[5m])) / (sum(rate(shop:orders_total[5m])) >= 0.5)"#,
                #"1 - sum(rate(shop:packing_seconds_bucket{le=~"2(\\.0)?"}[5m])) / (sum(rate(shop:packing_seconds_count[5m])) > 0)"#,
                "(sum(rate(shop:returns_total[5m])) or 0 * sum(rate(shop:packing_seconds_count[5m]))) "
                    + "/ (sum(rate(shop:packing_seconds_count[5m])) > 0)",
                "1 - (histogram_fraction(-Inf, 0.3, sum(rate(shop:sending_seconds[5m]))) "
                    + "and histogram_count(sum(rate(shop:sending_seconds[5m]))) > 0)",
                #"1 - sum(rate(shop:either_seconds_bucket{le="0.5"}[5m]) or ignoring (le) "#
                    + "histogram_fraction(-Inf, 0.5, rate(shop:either_seconds[5m])) "
                    + "* histogram_count(rate(shop:either_seconds[5m])) >= 0) "
                    + "/ (sum(rate(shop:either_seconds_count[5m]) or histogram_count(rate(shop:either_seconds[5m]))) > 0)",
            ])
    }

    @Test("an objective has the series of sloth, with numbers as people write them")
    func records() throws {
        let objective = try #require(
            try objectives("  kept: {objective: 99.9, window: 4w, bad: returns_total, total: orders_total}\n").first)
        #expect(
            objective.errors.map(\.name)
                == ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "28d"].map {
                    "slo:sli_error:ratio_rate\($0)"
                })
        #expect(objective.errors.map { $0.labels.last?.value } == ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "28d"])
        let own = #"{sloth_id="shop-kept", sloth_service="shop", sloth_slo="kept"}"#
        let burn = "/ on (sloth_id, sloth_service, sloth_slo) group_left () slo:error_budget:ratio\(own)"
        #expect(
            objective.meta.map { "\($0.name) = \($0.query)" } == [
                "slo:objective:ratio = vector(0.999)", "slo:error_budget:ratio = vector(0.001)",
                "slo:time_period:days = vector(28)",
                "slo:current_burn_rate:ratio = slo:sli_error:ratio_rate5m\(own) \(burn)",
                "slo:period_burn_rate:ratio = slo:sli_error:ratio_rate28d\(own) \(burn)",
                "slo:period_error_budget_remaining:ratio = 1 - slo:period_burn_rate:ratio\(own)",
                "sloth_slo_info = vector(1)",
            ])
        #expect(objective.objective.alert == "KeptErrorBudgetBurn")
    }

    @Test(
        "alerts are for rates at which the budget doesn't last, and that can be reached",
        arguments: [
            (99.9, "30d", [0.0144, 0.006], [0.003, 0.001]), (99, "28d", [0.1344, 0.056], [0.028, 0.01]),
            // Over a week, a tenth of the budget in three days is less than may be used.
            (99, "7d", [0.0336, 0.014], [0.01]), (80, "30d", [], [0.6, 0.2]), (90, "30d", [0.6], [0.3, 0.1]),
        ])
    func rates(objective: Double, window: String, page: [Double], ticket: [Double]) throws {
        let rules = try #require(
            try objectives(
                "  kept: {objective: \(objective), window: \(window), bad: returns_total, total: orders_total}\n"
            ).first)
        #expect((rules.page?.rates ?? []).map(\.limit) == page)
        #expect((rules.ticket?.rates ?? []).map(\.limit) == ticket)
    }

    @Test("queries use other derived values by their names, which are recorded before them")
    func names() throws {
        #expect(
            try rules(
                """
                derived:
                  spare: {help: Spare., expr: "busy - 1"}
                  busy: {help: Busy., expr: sum by (job) (shop:shelves) / 4}
                alerts:
                  Busy: {when: 'busy{job="a"} > 0.5 and spare < 3', for: 5m, severity: info, summary: Busy.}
                  Gone: {absent: packing_seconds, severity: info, summary: Gone.}
                """) == [
                    "job:shop_busy:value = sum by (job) (shop:shelves) / 4",
                    "job:shop_spare:value = job:shop_busy:value - 1",
                    #"Busy: job:shop_busy:value{job="a"} > 0.5 and job:shop_spare:value < 3"#,
                    "Gone: absent(shop:packing_seconds_count)",
                ])
    }
}
