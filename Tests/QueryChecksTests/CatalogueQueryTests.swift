// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CatalogueFiles
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import Testing

@testable import QueryChecks

@Suite("Queries against a scraped page, without a spec")
struct CatalogueQueryTests {
    private static let page = """
        # TYPE shop_orders_total counter
        shop_orders_total{outcome="paid"} 3
        # TYPE shop_door_seconds histogram
        shop_door_seconds_bucket{le="1.0"} 3
        shop_door_seconds_bucket{le="+Inf"} 3
        shop_door_seconds_sum 1
        shop_door_seconds_count 3
        # TYPE shop_queue gauge
        shop_queue 2

        """

    private func rules(_ query: String, completePrefixes: [String] = []) -> [String] {
        let page = CatalogueFile(SourceText(path: "page", text: Self.page))
        let metrics = KnownMetrics(specs: [], files: [page], completePrefixes: completePrefixes)
        let source = SourceText(path: "queries", text: query)
        var sources = SourceCollection()
        let file = ReferenceFile(
            .rules, queries: [ReferencedQuery(PlacedString(source), use: .rule(0))],
            rules: [ReferencedRule(.alert, name: PlacedString(source))])
        return CheckedFile(file, source: source, id: sources.add(source), metrics: metrics).findings
            .map(\.rule.name).filter { $0 != "alert-without-for" }
    }

    @Test(
        "what a page can't know is left open",
        arguments: [
            "rate(shop_ordres_total[5m])", "shop_other",
            "rate(shop_orders_total{outcome=\"lost\", zone=\"a\"}[5m]) > 0",
            "sum(rate(shop_nothing_total[5m])) or vector(0)", "rate(shop_door_seconds[5m])",
        ])
    func open(query: String) { #expect(rules(query) == []) }

    @Test(
        "with everything of a prefix on it, what is missing is wrong",
        arguments: [
            ("rate(shop_ordres_total[5m])", ["unknown-metric"]),
            ("sum(rate(shop_nothing_total[5m])) or vector(0)", ["unknown-metric", "masked-missing-series"]),
            ("rate(shop_door_seconds[5m])", ["wrong-series"]),
            ("rate(shop_orders_total{outcome=\"lost\"}[5m]) > 0", []),
            ("other_total", []),
        ])
    func complete(query: String, expected: [String]) { #expect(rules(query, completePrefixes: ["shop_"]) == expected) }

    @Test("a series that the type on the page doesn't have is unlikely")
    func unlikely() { #expect(rules("shop_queue_bucket") == ["nearly-known-metric"]) }
}
