// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import SpecHistory

/// Metrics that somebody saw: on a page, or in what Prometheus says of the pages that it scraped. Others may exist, and
/// so may other labels and values.
package struct SeenMetrics: Sendable {
    package internal(set) var metrics: [KnownMetric] = []
    /// Names of series about which nothing else is known.
    package internal(set) var untyped: [String] = []
}

extension KnownMetrics {
    package mutating func add(_ seen: SeenMetrics) {
        for metric in seen.metrics { add(metric) }
        for name in seen.untyped { add(untyped: name) }
    }

    /// - Parameters:
    ///   - specs: the products whose queries are checked. Without one, the catalogues are taken for them: then nothing
    ///     else says what the product has.
    ///   - files: what is known besides.
    package init(
        specs: [Catalogue], files: [CatalogueFile], at version: ProductVersion? = nil, targetLabels: Set<String>? = nil,
        externalPrefixes: [String] = [], completePrefixes: [String] = []
    ) {
        let catalogues = files.compactMap { file in
            if case .catalogue(let catalogue) = file.content { catalogue } else { nil }
        }
        self.init(
            specs.isEmpty ? catalogues : specs, others: specs.isEmpty ? [] : catalogues, at: version,
            targetLabels: targetLabels, externalPrefixes: externalPrefixes, completePrefixes: completePrefixes)
        for file in files {
            switch file.content {
            case .page(let seen), .answer(let seen): add(seen)
            case .catalogue, .nothing: break
            }
        }
    }
}
