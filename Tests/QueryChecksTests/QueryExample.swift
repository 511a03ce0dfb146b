// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

@testable import QueryChecks

/// The example of a rule's page: a file of any kind, or a query below comments that say what its reader has to know. A
/// comment may give the panel a unit, a title or a legend: "in a panel with the unit `ms`". The oldest release in use is
/// 1.2.
struct QueryExample {
    let findings: [Finding]
    let report: String

    init(_ text: String) {
        let source = SourceText(path: "example", text: text)
        var sources = SourceCollection()
        let id = sources.add(source)
        let read = ReferenceFile.read(source, id: id)
        let isQuery = read.kind == .other && read.faults.isEmpty
        let file = isQuery ? ReferenceFile(.page, queries: [Self.query(of: text)]) : read
        var metrics = KnownMetrics([Shop.catalogue])
        metrics.supportedFrom = MinorVersion(1, 2)
        findings = CheckedFile(file, source: source, id: id, metrics: metrics).findings
        report = TextReport(sources: sources).text(of: findings)
    }

    private static func query(of text: String) -> ReferencedQuery {
        func said(_ word: String) -> PlacedString? {
            let lines = text.split(separator: "\n").filter { $0.hasPrefix("#") }
            for line in lines {
                guard let match = line.firstMatch(of: /the (unit|title|legend) `([^`]+)`/), match.1 == word else {
                    continue
                }
                return PlacedString(String(match.2), verbatimFrom: 0)
            }
            return nil
        }
        let panel = PanelUse(
            type: "timeseries", title: said("title"), unit: said("unit"), legend: said("legend"),
            isWithoutUnit: said("unit") == nil)
        return ReferencedQuery(
            PlacedString(text, verbatimFrom: 0), templates: .grafana, use: .panel(panel), title: panel.title?.text ?? ""
        )
    }
}
