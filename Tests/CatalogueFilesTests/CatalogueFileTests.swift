// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CatalogueFiles
import MetricsVocabulary
import QueryMeaning
import SpecDiagnostics
import SpecHistory
import TestSupport
import Testing

@Suite("Files that say which metrics there are")
struct CatalogueFileTests {
    @Test(
        "are read by their content",
        arguments: RecordedText.all(in: "Tests/CatalogueFilesTests/Fixtures", endingWith: ".txt"))
    func reading(recorded: RecordedText) throws {
        let source = SourceText(path: "file", text: recorded.input)
        try recorded.expect(Self.outline(CatalogueFile(source), of: source))
    }

    private static func outline(_ file: CatalogueFile, of source: SourceText) -> String {
        let faults = file.faults.map { fault in
            let place = source.position(ofOffset: fault.range.lowerBound)
            return "\(place.line):\(place.column): \(fault.message)\n"
        }
        let content =
            switch file.content {
            case .catalogue(let catalogue): "catalogue of \(catalogue.product) \(catalogue.version)\n"
            case .page(let seen): "page\n" + outline(seen)
            case .answer(let seen): "answer\n" + outline(seen)
            case .nothing: "nothing\n"
            }
        return content + faults.joined()
    }

    private static func outline(_ seen: SeenMetrics) -> String {
        seen.metrics.map { known in
            let metric = known.metric
            let labels = metric.labels.map { "\($0.name)=\(($0.values ?? []).joined(separator: "|"))" }
            var line = "\(metric.name): \(metric.kind.rawValue) {\(labels.joined(separator: ","))}"
            if let unit = metric.unit { line += " \(unit)" }
            if case .fixed(let bounds)? = metric.bounds { line += " \(bounds)" }
            if !metric.states.isEmpty { line += " \(metric.states)" }
            return line + "\n"
        }.joined() + (seen.untyped.isEmpty ? "" : "untyped: \(seen.untyped.joined(separator: ", "))\n")
    }

    @Test("the spec counts more than a page, and a page counts where the spec says nothing")
    func precedence() throws {
        let version = try #require(ProductVersion("1.0.0"))
        let metric = CataloguedMetric(name: "p_jobs_total", kind: .counter, unit: .operations)
        let catalogue = Catalogue(product: "p", version: version, prefix: "p_", metrics: [metric])
        let page = CatalogueFile(
            SourceText(
                path: "page", text: "# TYPE p_jobs_total gauge\np_jobs_total 1\n# TYPE go_threads gauge\ngo_threads 1\n"
            ))
        let metrics = KnownMetrics(specs: [catalogue], files: [page], completePrefixes: ["go_"])
        #expect(metrics["p_jobs_total"]?.known.origin == .product)
        #expect(metrics["p_jobs_total"]?.metric.kind == .counter)
        #expect(metrics["go_threads"]?.known.origin == .page)
        #expect(metrics.isOfProduct("go_other"))
        #expect(!metrics.isOfProduct("other"))
    }
}
