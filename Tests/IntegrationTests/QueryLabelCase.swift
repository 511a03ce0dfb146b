// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PromQLSyntax
import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import TestSupport

/// A query, and what is said of the labels of its result.
struct QueryLabelCase: Encodable {
    let query: String
    /// Whether a check says that Prometheus refuses to evaluate it.
    let isRefused: Bool
    let certain: [String]
    let possible: [String]?
    let impossible: [String]

    /// - Parameter meaning: the query that the labels are those of: the same with its variables, or another one where a
    ///   test wants a wrong claim.
    init(_ query: String, meaning: String? = nil, metrics: KnownMetrics) {
        let reading = PromQLReading(meaning ?? query, templates: .grafana)
        let labels = QueryMeaning(reading.expression, metrics: metrics).result.labels
        self.query = query
        isRefused = Self.refusals(of: query, metrics)
        certain = labels.certain.sorted()
        possible = labels.possible?.sorted()
        impossible = labels.impossible.sorted()
    }

    private static func refusals(of query: String, _ metrics: KnownMetrics) -> Bool {
        let source = SourceText(path: "query", text: query)
        let file = ReferenceFile(
            .page,
            queries: [ReferencedQuery(PlacedString(source), templates: .grafana, use: .page(PageUse()))])
        return CheckedFile(file, source: source, id: SourceID(index: 0), metrics: metrics).findings.contains {
            ["several-matches", "colliding-names"].contains($0.rule.name)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(query, forKey: .query)
        try container.encode(isRefused, forKey: .isRefused)
        try container.encode(certain, forKey: .certain)
        try container.encode(possible, forKey: .possible)
        try container.encode(impossible, forKey: .impossible)
    }

    private enum CodingKeys: CodingKey { case query, isRefused, certain, possible, impossible }
}

/// What `Judges/query_labels.py` compares with a Prometheus.
struct QueryLabelCases: Encodable {
    var samples: [String] = []
    /// Of the evaluation, in seconds; nil for now.
    var time: Int?
    var queries: [QueryLabelCase] = []

    /// - Parameter address: of a Prometheus that runs already; otherwise one is started that has the samples.
    func judged(by address: String? = nil) throws -> RunningProcess.Outcome {
        let directory = try TemporaryDirectory()
        try directory.write(String(decoding: JSONEncoder().encode(self), as: UTF8.self), to: "cases.json")
        return try Judge.python("query_labels.py", [directory.path + "/cases.json"] + (address.map { [$0] } ?? []))
    }

    /// The queries of the generated dashboard of the reference product, as they are written and with values for the
    /// variables.
    static func dashboardQueries() throws -> [(written: String, inserted: String)] {
        let source = SourceText(path: "vllm.json", text: try Repository.text("Generated/grafana/vllm.json"))
        var sources = SourceCollection()
        let id = sources.add(source)
        return ReferenceFile.read(source, id: id).queries.map { query in
            let text = query.string.text
            return (
                text,
                text.replacing("$__rate_interval", with: "1m").replacing("$__range", with: "1m")
                    .replacing(/\$\w+|\$\{\w+\}/, with: ".+")
            )
        }
    }
}
