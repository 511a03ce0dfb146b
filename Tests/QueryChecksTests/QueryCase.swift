// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecHistory
import SpecTestSupport
import TestSupport

@testable import QueryChecks

/// The metrics of `Cases/shop.yaml`.
enum Shop {
    static let catalogue: Catalogue = {
        do {
            let spec = CompiledFixture(
                FixtureFiles(try Repository.text("Tests/QueryChecksTests/Cases/shop.yaml")), emitters: [])
            guard let product = spec.product else { preconditionFailure(spec.report) }
            return Catalogue(product)
        } catch {
            preconditionFailure("\(error)")
        }
    }()
}

/// Queries in one file, some of them with a fault, and what the checks say about them.
///
/// Each line is a query of a panel. Empty lines and lines that begin with `#` say nothing. A line that begins with `@` is
/// about the queries below it: `@title`, `@unit`, `@legend` and `@type` of their panels, `@version`, `@targetLabels` and
/// `@external` of what is known, and `@multiple` and `@repeated` of their dashboard: its variables that can have several
/// values, and those that a panel is repeated for. One of these without a value goes back to the default.
struct QueryCase {
    let report: String
    /// The text after all fixes.
    let fixed: String?

    /// A query of a case, and what is known.
    struct Query {
        let text: String
        /// Where it begins in the case, in UTF-8.
        let offset: Int
        let panel: PanelUse
        let dashboard: ReferencedDashboard
        let metrics: KnownMetrics
    }

    init(_ text: String) {
        let source = SourceText(path: "queries", text: text)
        var sources = SourceCollection()
        let id = sources.add(source)
        let findings = Self.queries(in: text).flatMap { query in
            let string = PlacedString(query.text, verbatimFrom: query.offset)
            let file = ReferenceFile(
                .grafanaDashboard,
                queries: [ReferencedQuery(string, templates: .grafana, use: .panel(query.panel), dashboard: 0)],
                dashboards: [query.dashboard])
            return CheckedFile(file, source: source, id: id, metrics: query.metrics).findings
        }
        report = TextReport(sources: sources).text(of: findings)
        fixed = source.applying(findings.flatMap(\.fixes).flatMap(\.edits))
    }

    static func queries(in text: String) -> [Query] {
        var settings: [Substring: PlacedString] = [:]
        var queries: [Query] = []
        var offset = 0
        func words(_ setting: Substring) -> [String]? {
            settings[setting].map { $0.text.split(separator: " ").map(String.init) }
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { offset += line.utf8.count + 1 }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("@") {
                let words = line.dropFirst().split(separator: " ", maxSplits: 1)
                settings[words[0]] =
                    words.count == 2
                    ? PlacedString(String(words[1]), verbatimFrom: offset + 2 + words[0].utf8.count) : nil
                continue
            }
            let panel = PanelUse(
                type: settings["type"]?.text ?? "timeseries", title: settings["title"], unit: settings["unit"],
                legend: settings["legend"])
            let metrics = KnownMetrics(
                [Shop.catalogue], at: settings["version"].flatMap { ProductVersion($0.text) },
                targetLabels: words("targetLabels").map(Set.init), externalPrefixes: words("external") ?? [])
            let multiple = (words("multiple") ?? []).map {
                DashboardVariable(name: PlacedString($0, verbatimFrom: 0), kind: .query, isMultiple: true)
            }
            let dashboard = ReferencedDashboard(
                title: "", variables: multiple, usedNames: Set(words("multiple") ?? []),
                repeatedNames: Set(words("repeated") ?? []))
            queries.append(
                Query(text: String(line), offset: offset, panel: panel, dashboard: dashboard, metrics: metrics))
        }
        return queries
    }
}
