// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecHistory
import SpecModel

/// A metric that queries can ask for, and what can be said about it.
package struct KnownMetric: Sendable {
    package enum Origin: Equatable, Sendable {
        /// The product whose queries are checked.
        case product
        /// The catalogue of another product.
        case catalogue
        /// A page that was scraped, or Prometheus' metadata: other labels and values are possible.
        case page
    }

    package let metric: CataloguedMetric
    /// The name that its product gives it, if `metric` has the name under which others see it.
    package let declaredName: String
    package let origin: Origin
    /// At the release that queries are judged for.
    package let state: LifecycleState
    /// That release; nil where nothing has one.
    package let version: ProductVersion?
    /// The labels of all metrics of its catalogue. The spec says which of its metrics have them.
    package let catalogueLabels: Set<String>

    package init(
        _ metric: CataloguedMetric, declaredAs name: String? = nil, origin: Origin, state: LifecycleState,
        version: ProductVersion? = nil,
        catalogueLabels: Set<String> = []
    ) {
        self.metric = metric
        declaredName = name ?? metric.name
        self.origin = origin
        self.state = state
        self.version = version
        self.catalogueLabels = catalogueLabels
    }

    /// Its series. A summary may also have one for each quantile, under the family's own name; a page that has been
    /// seen doesn't say whether another one has.
    package var series: [SeriesDescription] {
        let own = metric.series
        let hasQuantiles = !metric.quantiles.isEmpty || origin == .page && metric.kind == .summary
        return hasQuantiles ? own + [.quantile] : own
    }

    /// Whether its series may have labels that `metric` doesn't list, besides those that the scrape adds.
    package var hasOpenLabels: Bool { origin == .page || isTombstone || metric.hasOpenFields }

    /// Whether nothing is kept but its name.
    private var isTombstone: Bool { if case .removed = metric.end { true } else { false } }

    /// The values of a label that a page shows. It may have others.
    package func seenValues(of label: String) -> [String] {
        origin == .page ? metric.labels.first { $0.name == label }?.values ?? [] : []
    }

    /// What a server calls a label of the metric: one that each scrape adds keeps its own value.
    func storedName(of label: String) -> String { Self.ofScrape.contains(label) ? "exported_\(label)" : label }

    /// The labels of every sample that a server scrapes.
    static let ofScrape: Set<String> = ["job", "instance"]

    /// The values that a label of the metric can have; nil if that is not known.
    package func values(of label: String) -> [String]? {
        guard origin != .page else { return nil }
        if metric.kind == .stateset, label == SampleLabel.state.name(inFamily: metric.name) { return metric.states }
        if !metric.quantiles.isEmpty, label == SampleLabel.quantile.name(inFamily: metric.name) {
            return metric.quantiles.map(KnownBounds.text(of:))
        }
        return metric.labels.first { $0.name == label }?.values
    }
}

/// One series of a known family.
package struct KnownSeries: Sendable {
    package let known: KnownMetric
    package let description: SeriesDescription

    package var metric: CataloguedMetric { known.metric }
    package var name: String { description.name(inFamily: metric.name) }
}

extension KnownMetric.Origin {
    /// Of two metrics with the same name, the one with the higher rank counts.
    var rank: Int {
        switch self {
        case .page: 0
        case .catalogue: 1
        case .product: 2
        }
    }
}
