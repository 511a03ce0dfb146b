// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecHistory
import TestSupport
import Testing

@Suite("Prometheus on the labels of results")
struct QueryMeaningJudgeTests {
    private static let start = 1_700_000_000
    private static let count = 24

    private static func catalogue() throws -> Catalogue {
        try Catalogue(parsing: Repository.bytes("Generated/catalogue.json"))
    }

    /// A few series of each name, as two servers would have them.
    private static func samples(of catalogue: Catalogue) -> [String] {
        var lines: [String] = []
        for metric in catalogue.metrics {
            for (index, series) in metric.kind.description.series.enumerated() {
                let own = series.label.map { label in
                    (label.name(inFamily: metric.name), label == .bound ? ["0.5", "+Inf"] : metric.states)
                }
                // Of a label with listed values each instance has all of them.
                let closed = metric.labels.first { $0.values != nil }
                for variant in 0..<4 {
                    for (ownValue, closedValue) in (own?.1 ?? [""]).flatMap({ value in
                        (closed?.values ?? [""]).map { (value, $0) }
                    }) {
                        var labels = ["job=\"j\"", "instance=\"i\(variant % 2)\""]
                        if let own { labels.append("\(own.0)=\"\(ownValue)\"") }
                        for label in metric.labels {
                            let values = label == closed ? [closedValue] : label.values ?? ["a", "b", "xyz"]
                            labels.append("\(label.name)=\"\(values[variant % values.count])\"")
                        }
                        for step in 0..<count {
                            let value = variant + step * (index + 1)
                            lines.append(
                                "\(series.name(inFamily: metric.name)){\(labels.joined(separator: ","))} \(value) \(start + 15 * step)"
                            )
                        }
                    }
                }
            }
        }
        return lines + ["# EOF"]
    }

    private func judged(_ cases: QueryLabelCases) throws -> RunningProcess.Outcome {
        try cases.judged()
    }

    @Test(
        "no result has a label that is called impossible, or lacks one that is called certain",
        arguments: [false, true])
    func labels(areTargetLabelsKnown: Bool) throws {
        let seed = SeededGenerator.seed(1)
        let catalogue = try Self.catalogue()
        let metrics = KnownMetrics([catalogue], targetLabels: areTargetLabelsKnown ? [] : nil)
        var queries = RandomLabelQueries(generator: SeededGenerator(seed: seed), catalogue)
        var cases = QueryLabelCases(samples: Self.samples(of: catalogue), time: Self.start + 15 * (Self.count - 1))
        cases.queries = queries.next(700).map { QueryLabelCase($0, metrics: metrics) }
        let outcome = try judged(cases)
        #expect(outcome.ending == .exited(0), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
        let answered = try #require(outcome.output.firstMatch(of: /700 queries, (\d+) with an answer/)?.1)
        #expect(Int(answered) ?? 0 > 250, "\(outcome.output.suffix(200))")
    }

    @Test("refuses what a check says it refuses")
    func refused() throws {
        let catalogue = try Self.catalogue()
        let metrics = KnownMetrics([catalogue])
        var cases = QueryLabelCases(samples: Self.samples(of: catalogue), time: Self.start + 15 * (Self.count - 1))
        cases.queries = [
            "rate(vllm:request_success_total[1m]) / on (model_name, instance) rate(vllm:num_preemptions_total[1m])",
            "rate(vllm:num_preemptions_total[1m]) * on (instance) group_left rate(vllm:request_success_total[1m])",
            "sum by (instance, finished_reason) (vllm:request_success_total) > bool ignoring (finished_reason) sum by (instance) (vllm:num_preemptions_total)",
            "rate(vllm:e2e_request_latency_seconds_bucket[1m]) / ignoring (le) rate(vllm:e2e_request_latency_seconds_count[1m])",
            "sum(rate({__name__=~\"vllm:prompt_tokens_total|vllm:generation_tokens_total\"}[1m]))",
            "max_over_time({__name__=~\"vllm:(prompt|generation)_tokens_total\"}[1m])",
        ].map { QueryLabelCase($0, metrics: metrics) }
        let outcome = try judged(cases)
        #expect(cases.queries.filter(\.isRefused).count == 6)
        #expect(
            outcome.output.contains("6 queries, 0 with an answer, 0 series, 6 refused, 0 faults"), "\(outcome.output)")
    }

    @Test("a wrong claim is seen")
    func canary() throws {
        let catalogue = try Self.catalogue()
        var cases = QueryLabelCases(samples: Self.samples(of: catalogue), time: Self.start + 15 * (Self.count - 1))
        let name = try #require(catalogue.metrics.first { $0.kind == .counter }?.name)
        cases.queries = [
            QueryLabelCase(
                name, metrics: KnownMetrics([Catalogue(product: "other", version: catalogue.version, metrics: [])])),
            QueryLabelCase("absent(\(name){nope=\"x\"})", metrics: KnownMetrics([catalogue])),
        ]
        #expect(try judged(cases).ending == .exited(0))
        cases.queries = [QueryLabelCase(name, meaning: "vector(1)", metrics: KnownMetrics([catalogue]))]
        #expect(try judged(cases).output.contains("1 faults"))
    }

    @Test("nearly every label is certain or impossible")
    func share() throws {
        let catalogue = try Self.catalogue()
        let dashboard = try QueryLabelCases.dashboardQueries()
        var random = RandomLabelQueries(generator: SeededGenerator(seed: SeededGenerator.seed(2)), catalogue)
        let queries = dashboard.map(\.written) + random.next(1000)
        for (known, targetLabels) in [("with", Set<String>()), ("without", nil)] {
            let metrics = KnownMetrics([catalogue], targetLabels: targetLabels)
            let share = DecidedLabels(queries, metrics: metrics, catalogue)
            print("labels of \(queries.count) queries, \(known) target labels: \(share)")
            #expect(share.ratio >= 0.95, "\(share)")
        }
    }
}
