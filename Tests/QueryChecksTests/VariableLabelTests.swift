// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import Testing

@testable import QueryChecks

@Suite("The label that a variable lists")
struct VariableLabelTests {
    private func findings(_ query: String, _ label: String) -> [Finding] {
        let source = SourceText(path: "dashboard", text: "\(query), \(label)")
        var sources = SourceCollection()
        let id = sources.add(source)
        let place = PlacedString(label, verbatimFrom: query.utf8.count + 2)
        let file = ReferenceFile(
            .grafanaDashboard,
            queries: [
                ReferencedQuery(
                    PlacedString(query, verbatimFrom: 0), templates: .grafana,
                    use: .variable(name: "choice", label: place))
            ])
        return CheckedFile(file, source: source, id: id, metrics: KnownMetrics([Shop.catalogue])).findings
    }

    @Test("is one that the series have")
    func labels() throws {
        #expect(findings("shop_orders_total", "outcome").isEmpty)
        #expect(findings("shop_orders_total", "pod").isEmpty)
        #expect(findings("shop_orders_total", "instance").isEmpty)
        #expect(findings("kube_pod_info", "outcome").isEmpty)
        let missing = try #require(findings("shop_queue_requests", "outcome").first)
        #expect(missing.rule.name == "missing-label")
        #expect(missing.span.start.column == 22)
        #expect(
            missing.message
                == "the variable `choice` has no values: it lists the label `outcome`, which no series of `shop_queue_requests` has"
        )
        #expect(findings("sum by (branch) (shop_orders_total)", "outcome").map(\.rule.name) == ["dropped-label"])
    }
}
