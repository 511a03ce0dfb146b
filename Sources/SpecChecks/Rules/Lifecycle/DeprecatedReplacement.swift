// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let deprecatedReplacement = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2001", name: "deprecated-replacement", severity: .warning),
            explanation: """
                Users who move from a deprecated metric to its replacement should not have to move again. Name the metric \
                that replaces both, or take back the deprecation of the replacement.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      carts:
                        type: gauge
                        help: "Carts. DEPRECATED: use items."
                        deprecated: {since: "1.4", reason: Items say more., replaced_by: items}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.3", reason: Goods say more., replaced_by: goods, remove_after: 4}
                      goods: {type: gauge, help: Goods in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      carts:
                        type: gauge
                        help: "Carts. DEPRECATED: use goods."
                        deprecated: {since: "1.4", reason: Goods say more., replaced_by: goods}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.3", reason: Goods say more., replaced_by: goods, remove_after: 4}
                      goods: {type: gauge, help: Goods in all carts.}
                """)
    ) { input in
        let metrics = Dictionary(input.product.metrics.map { ($0.name, $0) }) { first, _ in first }
        // What a group says is one diagnostic for all of its metrics.
        var places: Set<Span> = []
        return input.product.metrics.flatMap { metric -> [Finding] in
            // The replacements of a tombstone are history.
            guard case .deprecated(let notice) = metric.lifecycle else { return [] }
            return notice.replacements.compactMap { replacement in
                guard !replacement.isExternal, let other = metrics[replacement.name] else { return nil }
                return finding(replacement, other, of: metric, metrics, input)
            }
        }.filter { places.insert($0.span).inserted }
    }

    private static func finding(
        _ replacement: Replacement, _ other: Metric, of metric: Metric, _ metrics: [String: Metric],
        _ input: CheckInput
    ) -> Finding? {
        let words: String
        switch other.lifecycle {
        case .active: return nil
        case .deprecated(let notice):
            words =
                "is itself deprecated since \(notice.deprecation.since), so users would have to move twice"
        case .removed(let tombstone):
            words = "was itself removed in \(tombstone.removedIn)"
        }
        let way = way(from: other, metrics)
        let names = way.lasting.map(\.quoted).joined(separator: ", ")
        let isCircle = names.isEmpty && way.passed.contains(metric.name)
        return Finding(
            deprecatedReplacement.rule, at: input.place(of: replacement, of: metric),
            "the replacement \(quoted: other.name) \(words)",
            help: isCircle
                ? "its replacements lead back here: name a metric that stays, write `none`, or take back one deprecation"
                : names.isEmpty
                    ? "name a metric that stays, or write `none`" : "name the replacement of both: \(names)",
            related: [.init("\(quoted: other.name) is declared here", at: input.name(of: other))])
    }

    /// The number of metrics that are followed from one. No spec has a longer chain, and it would be followed from each of
    /// thousands of metrics.
    static let longestWay = 100

    /// The end of a chain of replacements, and the metrics on the way. Nowhere, where the way is too long.
    private static func way(from metric: Metric, _ metrics: [String: Metric]) -> (
        lasting: [String], passed: Set<String>
    ) {
        var (names, seen): ([String], Set<String>) = ([], [metric.name])
        var open = metric.laterReplacements[...]
        while let next = open.popFirst() {
            guard seen.insert(next.name).inserted else { continue }
            guard seen.count <= longestWay else { return ([], seen) }
            if !next.isExternal, let other = metrics[next.name], !other.isActive {
                open += other.laterReplacements.prefix(longestWay)
            } else {
                names.append(next.name)
            }
        }
        return (names, seen)
    }
}

extension Metric {
    fileprivate var isActive: Bool { if case .active = lifecycle { true } else { false } }

    fileprivate var laterReplacements: [Replacement] {
        switch lifecycle {
        case .active: []
        case .deprecated(let notice): notice.replacements
        case .removed(let tombstone): tombstone.notice?.replacements ?? []
        }
    }
}
