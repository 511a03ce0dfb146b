// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning

extension CheckedQuery {
    /// The known metrics that it asks for, each at its name, in the order of the query.
    package var askedMetrics: [(metric: KnownMetric, span: PromQLSpan)] {
        meaning.askedNames.compactMap { asked in metrics[asked.name].map { ($0.known, asked.span) } }
    }

    /// The known metric that the text of a page names; nil for a query, and in a section about an older version.
    package var mentionedMetric: KnownMetric? {
        guard isMention, !isHistory else { return nil }
        return metrics.mentioned(query.string.text)
    }

    /// Whether it asks for a metric of the product or of a catalogue, or for what a recording rule makes of one.
    var asksForKnown: Bool { asksForProduct(countsCatalogues: true) }

    /// Whether it asks for a metric of the product, or for what a recording rule makes of one.
    ///
    /// - Parameter countsCatalogues: whether the metrics of catalogues count as the product's.
    package func asksForProduct(countsCatalogues: Bool) -> Bool {
        func counts(_ name: String, _ known: KnownMetric?) -> Bool {
            if known.map({ countsCatalogues || $0.origin == .product }) ?? false { return true }
            // Beside a spec, what a page has all of is not the product's.
            let isOfPage = metrics.isComplete(name) && !metrics.prefixes.contains(where: name.hasPrefix)
            return metrics.isOfProduct(name) && (countsCatalogues || !isOfPage)
        }
        return meaning.askedNames.contains { asked in
            if case .recorded(let result) = metrics.target(of: asked.name) {
                return result.metrics.contains { counts($0, metrics.family($0)) }
            }
            return counts(asked.name, metrics[asked.name]?.known)
        }
    }
}
