import Foundation
import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import SpecHistory
import TestSupport
import Testing

@Suite("Prometheus on the labels of results")
struct QueryMeaningJudgeTests {
    private struct Case: Encodable {
        let query: String
        let certain: [String]
        let possible: [String]?
        let impossible: [String]

        /// - Parameter meaning: the query that the labels are those of, where a test wants a wrong claim.
        init(_ query: String, meaning: String? = nil, metrics: KnownMetrics) {
            let labels = QueryMeaning(PromQLReading(meaning ?? query).expression, metrics: metrics).result.labels
            self.query = query
            certain = labels.certain.sorted()
            possible = labels.possible?.sorted()
            impossible = labels.impossible.sorted()
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(query, forKey: .query)
            try container.encode(certain, forKey: .certain)
            try container.encode(possible, forKey: .possible)
            try container.encode(impossible, forKey: .impossible)
        }

        private enum CodingKeys: CodingKey { case query, certain, possible, impossible }
    }

    private struct Cases: Encodable {
        var samples: [String] = []
        let time = QueryMeaningJudgeTests.start + 15 * (QueryMeaningJudgeTests.count - 1)
        var queries: [Case] = []
    }

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
                for variant in 0..<4 {
                    for ownValue in own?.1 ?? [""] {
                        var labels = ["job=\"j\"", "instance=\"i\(variant % 2)\""]
                        if let own { labels.append("\(own.0)=\"\(ownValue)\"") }
                        for label in metric.labels {
                            let values = label.values ?? ["a", "b", "xyz"]
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

    private func judged(_ cases: Cases) throws -> RunningProcess.Outcome {
        let directory = try TemporaryDirectory()
        try directory.write(String(decoding: JSONEncoder().encode(cases), as: UTF8.self), to: "cases.json")
        return try Judge.python("query_labels.py", [directory.path + "/cases.json"])
    }

    @Test(
        "no result has a label that is called impossible, or lacks one that is called certain",
        arguments: [false, true])
    func labels(areTargetLabelsKnown: Bool) throws {
        let seed = SeededGenerator.seed(1)
        let catalogue = try Self.catalogue()
        let metrics = KnownMetrics([catalogue], targetLabels: areTargetLabelsKnown ? [] : nil)
        let series = catalogue.metrics.flatMap { metric in
            metric.kind.description.series.map { one in
                (
                    name: one.name(inFamily: metric.name),
                    labels: metric.labels.map(\.name) + (one.label.map { [$0.name(inFamily: metric.name)] } ?? [])
                )
            }
        }
        var queries = RandomLabelQueries(generator: SeededGenerator(seed: seed), series: series)
        var cases = Cases(samples: Self.samples(of: catalogue))
        while cases.queries.count < 700 {
            let query = queries.vector(depth: 1 + cases.queries.count % 4)
            // Some have a label in `on` and in `group_left`.
            guard PromQLReading(query).findings.isEmpty else { continue }
            // Prometheus 2.42 loses labels of `count_values by` after the first step of a range.
            if query.contains("count_values by"), query.contains("[2m:30s]") { continue }
            cases.queries.append(Case(query, metrics: metrics))
        }
        let outcome = try judged(cases)
        #expect(outcome.ending == .exited(0), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
        let answered = try #require(outcome.output.firstMatch(of: /700 queries, (\d+) with an answer/)?.1)
        #expect(Int(answered) ?? 0 > 250, "\(outcome.output.suffix(200))")
    }

    @Test("a wrong claim is seen")
    func canary() throws {
        let catalogue = try Self.catalogue()
        var cases = Cases(samples: Self.samples(of: catalogue))
        let name = try #require(catalogue.metrics.first { $0.kind == .counter }?.name)
        cases.queries = [
            Case(name, metrics: KnownMetrics([Catalogue(product: "other", version: catalogue.version, metrics: [])])),
            Case("absent(\(name){nope=\"x\"})", metrics: KnownMetrics([catalogue])),
        ]
        #expect(try judged(cases).ending == .exited(0))
        cases.queries = [Case(name, meaning: "vector(1)", metrics: KnownMetrics([catalogue]))]
        #expect(try judged(cases).output.contains("1 faults"))
    }
}
