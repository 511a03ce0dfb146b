// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import ReferenceFiles
import SpecDiagnostics

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
        if let known = metrics[name]?.known ?? metrics.family(name) {
            guard known.origin == .product, known.state != .active else { return nil }
            let replacements = known.metric.replacements.map(\.name)
            let isBeside = use.neighbours.contains { neighbour in
                replacements.contains(metrics[neighbour]?.metric.name ?? neighbour)
            }
            if isBeside { return nil }
            return finding(
                "\(quoted: name) is \(known.state.rawValue)",
                help: replacements.first.map { "name \(quoted: $0) instead, or beside it" })
        }
        guard metrics.isOfProduct(name), metrics.target(of: name) == nil,
            let guess = Suggestion.nearestOfAlike(to: name, among: metrics.names)
        else { return nil }
        return finding("there is no metric \(quoted: name)", help: "did you mean \(quoted: guess)?")
    }
}

extension QueryCheck {
    static let outdatedMention = QueryCheck(
        [OutdatedMention.explained], findings: { $0.mentions.compactMap(OutdatedMention.finding) })
}
