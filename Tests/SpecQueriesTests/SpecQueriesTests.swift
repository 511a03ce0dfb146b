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
        groups:
          orders:
            metrics:
              orders_total: {type: counter, unit: requests, help: Orders taken., labels: outcome}
              shelves: {type: gauge, help: Shelves., multiprocess: sum}
              packing_seconds: {type: histogram, help: Time to pack., unit: seconds, buckets: [1, 2]}

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
