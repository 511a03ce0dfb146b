// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let replacementIntroducedLater = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2002", name: "replacement-introduced-later", severity: .warning),
            explanation: """
                A metric is deprecated in favour of one that a later release introduces: in the release that \
                deprecates it, there is nothing to move to. Deprecate the metric in the release that introduces its \
                replacement, or later.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.4", reason: Goods say more., replaced_by: goods}
                      goods: {type: gauge, help: Goods in all carts., since: "1.5"}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.4", reason: Goods say more., replaced_by: goods}
                      goods: {type: gauge, help: Goods in all carts., since: "1.4"}
                """)
    ) { input in
        let metrics = Dictionary(input.product.metrics.map { ($0.name, $0) }) { first, _ in first }
        // What a group says is one diagnostic for all of its metrics.
        var places: Set<Span> = []
        return input.product.metrics.flatMap { metric -> [Finding] in
            guard case .deprecated(let notice) = metric.lifecycle else { return [] }
            return notice.replacements.compactMap { replacement in
                metrics[replacement.name].flatMap { finding(replacement, $0, of: metric, notice, input) }
            }
        }.filter { places.insert($0.span).inserted }
    }

    /// A metric without `since` counts as one that existed.
    private static func finding(
        _ replacement: Replacement, _ other: Metric, of metric: Metric, _ notice: DeprecationNotice, _ input: CheckInput
    ) -> Finding? {
        guard let since = other.prose.since, since > notice.deprecation.since else { return nil }
        return Finding(
            replacementIntroducedLater.rule, at: input.place(of: replacement, of: metric),
            "\(quoted: other.name) is introduced in \(since), but the metric that it replaces is deprecated in \(notice.deprecation.since), so at first there is nothing to use instead",
            help: "deprecate in \(since) or later, or name a replacement that exists by then",
            related: [
                .init(
                    "\(quoted: other.name) is introduced here",
                    at: input.origins.value(of: .since, of: .metric(other.id)))
            ])
    }
}
