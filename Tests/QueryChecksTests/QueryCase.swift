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
/// `@external` of what is known, `@rule alert` or `@rule record` of a rule's expression instead of a panel's, and `@multiple` and `@repeated` of their dashboard: its variables that can have several
/// values, and those that a panel is repeated for. One of these without a value goes back to the default. `@recorded NAME
/// QUERY` is a recording rule, which all queries below it know.
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
        /// Of a query that is a rule's expression.
        let rule: ReferencedRule.Kind?
        let dashboard: ReferencedDashboard
        let metrics: KnownMetrics

        /// A file of which it is all.
        var file: ReferenceFile {
            let string = PlacedString(text, verbatimFrom: offset)
            guard let rule else {
                return ReferenceFile(
                    .grafanaDashboard,
                    queries: [
                        ReferencedQuery(
                            string, templates: .grafana, use: .panel(panel), title: panel.title?.text ?? "",
                            dashboard: 0)
                    ], dashboards: [dashboard])
            }
            return ReferenceFile(
                .rules, queries: [ReferencedQuery(string, templates: .actions, use: .rule(0))],
                rules: [ReferencedRule(rule, name: PlacedString("rule", verbatimFrom: offset))])
        }
    }

    init(_ text: String) {
        let source = SourceText(path: "queries", text: text)
        var sources = SourceCollection()
        let id = sources.add(source)
        let findings = Self.queries(in: text).flatMap { query in
            CheckedFile(query.file, source: source, id: id, metrics: query.metrics).findings
        }
        report = TextReport(sources: sources).text(of: findings)
        fixed = source.applying(findings.flatMap(\.fixes).flatMap(\.edits))
    }

    static func queries(in text: String) -> [Query] {
        var settings: [Substring: PlacedString] = [:]
        var queries: [Query] = []
        var recorded: [RecordingRule] = []
        var offset = 0
        func words(_ setting: Substring) -> [String]? {
            settings[setting].map { $0.text.split(separator: " ").map(String.init) }
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { offset += line.utf8.count + 1 }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("@") {
                let words = line.dropFirst().split(separator: " ", maxSplits: 1)
                if words[0] == "recorded" {
                    let rule = words[1].split(separator: " ", maxSplits: 1).map(String.init)
                    recorded.append(RecordingRule(name: rule[0], query: PromQLReading(rule[1]).expression))
                    continue
                }
                settings[words[0]] =
                    words.count == 2
                    ? PlacedString(String(words[1]), verbatimFrom: offset + 2 + words[0].utf8.count) : nil
                continue
            }
            let panel = PanelUse(
                type: settings["type"]?.text ?? "timeseries", title: settings["title"], unit: settings["unit"],
                legend: settings["legend"], isWithoutUnit: settings["unit"] == nil)
            var metrics = KnownMetrics(
                [Shop.catalogue], at: settings["version"].flatMap { ProductVersion($0.text) },
                targetLabels: words("targetLabels").map(Set.init), externalPrefixes: words("external") ?? [])
            if !recorded.isEmpty { metrics.add(recorded) }
            let multiple = (words("multiple") ?? []).map {
                DashboardVariable(name: PlacedString($0, verbatimFrom: 0), kind: .query, isMultiple: true)
            }
            let dashboard = ReferencedDashboard(
                title: "", variables: multiple, usedNames: Set(words("multiple") ?? []),
                repeatedNames: Set(words("repeated") ?? []))
            queries.append(
                Query(
                    text: String(line), offset: offset, panel: panel,
                    rule: settings["rule"].map { $0.text == "alert" ? .alert : .recording }, dashboard: dashboard,
                    metrics: metrics))
        }
        return queries
    }
}
