// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecEmitters
import SpecHistory
import SpecTestSupport
import TestSupport
import Testing

@Suite("The dashboards that metricsgen generates")
struct OwnDashboardTests {
    @Test("pass every check of queries, of the reference product")
    func reference() throws {
        let catalogue = try Catalogue(parsing: Array(Repository.text("Generated/catalogue.json").utf8))
        let dashboard = try CheckedDashboard(Repository.text("Generated/grafana/vllm.json"), of: catalogue)
        #expect(dashboard.queryCount > 50)
        #expect(dashboard.report.isEmpty, "\(dashboard.report)")
    }

    @Test("pass every check of queries, of 200 random specs")
    func random() throws {
        let printed = try Judge.python("random_specs.py", ["--print", "\(SeededGenerator.seed(15))", "260"])
        var (products, queries) = (0, 0)
        for specs in try JSONDecoder().decode([[String: String]].self, from: Data(printed.output.utf8)) {
            let fixture = CompiledFixture(
                FixtureFiles(specs, root: "metrics.yaml"), emitters: [.swift, .markdown, .grafana, .catalogue])
            // Two of its names are one to Swift or to Prometheus.
            guard let product = fixture.product, !fixture.findings.hasErrors else { continue }
            // A product that serves nothing has a dashboard without panels, in which one can only choose a server.
            guard product.metrics.contains(where: { $0.state(at: product.version).isServed() }) else { continue }
            guard let file = fixture.compilation.outputs.first(where: { $0.emitter == "grafana" })?.file else {
                Issue.record("there is no dashboard")
                continue
            }
            let dashboard = CheckedDashboard(file.text, of: Catalogue(product))
            #expect(dashboard.report.isEmpty, "\(specs) \(dashboard.report)")
            (products, queries) = (products + 1, queries + dashboard.queryCount)
            if products == 200 { break }
        }
        #expect(products == 200)
        #expect(queries > 2000)
    }
}

/// A dashboard of a product, and what the checks say about it.
private struct CheckedDashboard {
    let queryCount: Int
    let report: String

    init(_ text: String, of catalogue: Catalogue) {
        let source = SourceText(path: "dashboard.json", text: text)
        var sources = SourceCollection()
        let id = sources.add(source)
        let file = CheckedFile(
            ReferenceFile.read(source, id: id), source: source, id: id, metrics: KnownMetrics([catalogue]))
        queryCount = file.queries.count
        // Notes say no more than what the spec does. A generated dashboard has a row for deprecated metrics and a line for
        // each value of a deprecated label, and loses them with these.
        let served: Set = ["deprecated-metric", "deprecated-label", "deprecated-label-value"]
        let faults = file.findings.filter { $0.rule.severity != .note && !served.contains($0.rule.name) }
        report = TextReport(sources: sources).text(of: faults)
    }
}
