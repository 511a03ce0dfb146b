// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecHistory
import SpecModel
import Testing

@testable import QueryMeaning

@Suite("Recording rules")
struct RecordingRuleTests {
    private func known(_ rules: [(name: String, query: String, labels: [(name: String, value: String)])]) throws
        -> KnownMetrics
    {
        let zone = CataloguedLabel(name: "zone", values: nil)
        let catalogue = Catalogue(
            product: "p", version: try #require(ProductVersion("1.0.0")), prefix: "p_",
            metrics: [CataloguedMetric(name: "p_sent_bytes_total", kind: .counter, unit: .bytes, labels: [zone])])
        var metrics = KnownMetrics([catalogue], targetLabels: [])
        metrics.add(
            rules.map {
                RecordingRule(
                    name: $0.name, query: PromQLReading($0.query, templates: []).expression, labels: $0.labels)
            })
        return metrics
    }

    private func result(_ query: String, _ metrics: KnownMetrics) -> QueryResult {
        QueryMeaning(PromQLReading(query, templates: []).expression, metrics: metrics).result
    }

    @Test("build on one another in any order")
    func order() throws {
        let metrics = try known([
            ("p:half", "p:zone / 2", []),
            ("p:total", "sum(p:half)", [("team", "a"), ("zone", "")]),
            ("p:zone", "sum by (zone) (rate(p_sent_bytes_total[5m]))", []),
        ])
        #expect(result("p:zone", metrics).labels.certain == ["__name__", "zone"])
        #expect(result("p:zone", metrics).labels.possible == [])
        #expect("\(result("p:zone", metrics).unit)" == "bytes/seconds")
        #expect(result("p:half", metrics).metrics == ["p_sent_bytes_total"])
        #expect(result("p:half", metrics).labels.certain == ["__name__", "zone"])
        #expect(result("p:total", metrics).labels.certain == ["__name__", "team"])
        #expect(result("p:total", metrics).labels["zone"] == .impossible)
    }

    @Test("leave open what a cycle decides")
    func cycles() throws {
        let metrics = try known([
            ("a:x", "a:y", []), ("a:y", "a:x", []), ("a:z", "sum by (k) (a:x)", []),
            ("p_own", "p_own or vector(1)", []),
        ])
        #expect(result("a:x", metrics).labels["any"] == .possible)
        #expect(result("a:z", metrics).labels["any"] == .impossible)
        #expect(result("a:z", metrics).labels["k"] == .possible)
        #expect(!metrics.isOfProduct("p_own"))
    }

    @Test("that record the same name are taken together")
    func sameName() throws {
        let metrics = try known([
            ("a:x", "sum by (zone) (p_sent_bytes_total)", [("kind", "one")]),
            ("a:x", "sum(p_sent_bytes_total)", [("kind", "all")]),
        ])
        #expect(result("a:x", metrics).labels.certain == ["__name__", "kind"])
        #expect(result("a:x", metrics).labels["zone"] == .possible)
        #expect("\(result("a:x", metrics).unit)" == "bytes")
    }
}
