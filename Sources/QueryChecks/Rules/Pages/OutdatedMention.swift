// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecModel

enum OutdatedMention {
    static let rule = Rule(code: "MG4021", name: "outdated-mention", severity: .note)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The text of a page names a metric that the product doesn't serve any more, will stop serving, or never had. \
            A reader who looks for it finds no data. A page has to name what is gone: nothing is said in \
            a changelog, below a heading with an older version, or where the same paragraph, list item or row of a \
            table names the replacement.
            """,
        badExample: """
            When orders wait, `shop_waiting` grows. This shows where:

            ```promql
            sum by (branch) (shop_queue_requests)
            ```
            """,
        goodExample: """
            When orders wait, `shop_queue_requests` grows. This shows where:

            ```promql
            sum by (branch) (shop_queue_requests)
            ```
            """)

    static func finding(_ query: CheckedQuery) -> Finding? {
        guard case .page(let use) = query.query.use, use.isMention, !query.isHistory else { return nil }
        let name = query.query.string.text
        let metrics = query.metrics
        func finding(_ message: String, help: String?) -> Finding {
            Finding(
                rule, at: query.query.string.span(in: query.file.source, id: query.file.id), message, help: help)
        }
        if let known = metrics.mentioned(name) {
            guard known.origin == .product, known.state != .active else { return nil }
            if known.metric.isFormerName, known.state == .deprecated { return nil }
            let replacements = known.metric.replacements.map(\.name)
            let declared = Set(replacements.map { metrics.mentioned($0)?.declaredName ?? $0 })
            let isBeside = use.neighbours.contains { neighbour in
                declared.contains(metrics.mentioned(neighbour)?.declaredName ?? neighbour)
            }
            if isBeside { return nil }
            return finding(
                "\(quoted: name) is \(known.state.rawValue)",
                help: replacements.first.map { "name \(quoted: $0) instead, or beside it" }
                    ?? "delete it, or move it below a heading of the version that had it")
        }
        guard metrics.isOfProduct(name), metrics.target(of: name) == nil else { return nil }
        if let guess = Suggestion.nearestOfAlike(to: name, among: metrics.names) {
            return finding("there is no metric \(quoted: name)", help: "did you mean \(quoted: guess)?")
        }
        // The beginning of several names is written like a name too, and so is what has nothing to do with metrics.
        guard MetricName.isLikely(name), !metrics.names.contains(where: { $0.hasPrefix(name) }) else { return nil }
        return finding(
            "there is no metric \(quoted: name)",
            help: "correct the name; if something else has this metric, add the beginning of its name to `external`")
    }
}

extension QueryCheck {
    static let outdatedMention = QueryCheck(
        [OutdatedMention.explained], findings: { $0.mentions.compactMap(OutdatedMention.finding) })
}

private enum MetricName {
    /// Whether a name ends as those of metrics do, in a unit or in what a type of metric adds: `shop_worker` may as well be
    /// a program.
    static func isLikely(_ name: String) -> Bool {
        name.contains(":") || name.split(separator: "_").last.map { endings.contains(String($0)) } ?? false
    }

    private static let endings: Set<String> = {
        let suffixes = MetricKind.allCases.flatMap { kind in
            kind.description.series.map(\.suffix) + [kind.description.nameSuffix]
        }
        let words = suffixes + [SeriesDescription.createdSuffix] + Unit.languageUnits.compactMap(\.nameSuffix)
        return Set(words.compactMap { $0.split(separator: "_").last.map(String.init) })
    }()
}
