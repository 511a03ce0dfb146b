// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning

/// What is to be said of a name in a query.
enum NameStanding {
    /// Nothing: it is known and served, or nobody knows it and it isn't the product's.
    case fine
    /// It would be the product's, which has no such metric.
    case unknown
    /// Nobody declares it, and it is one letter away from a metric of the product.
    case nearMiss(String)
    /// The family is known and has no series of this name.
    case wrongSeries(KnownMetric)
    /// The same for a family that was only seen on a page: another program may have such series.
    case unlikelySeries(KnownMetric)
    /// It is hidden or removed at the release that is looked at.
    case gone(KnownSeries)
    case deprecated(KnownSeries)
    /// Some processes don't have it.
    case conditional(KnownSeries)

    /// Whether there are certainly no series of this name.
    var hasNoSeries: Bool {
        switch self {
        case .unknown, .wrongSeries, .gone: true
        case .fine, .nearMiss, .unlikelySeries, .deprecated, .conditional: false
        }
    }
}

extension KnownMetrics {
    func standing(of name: String) -> NameStanding {
        switch target(of: name) {
        case .recorded, .untyped, .server: return .fine
        case .series(let series):
            switch series.known.state {
            case .hidden, .removed: return .gone(series)
            case .deprecated where !series.metric.isFormerName: return .deprecated(series)
            case .deprecated, .active: return series.metric.condition == nil ? .fine : .conditional(series)
            }
        case nil: break
        }
        if isExternal(name) { return .fine }
        if let family = family(ofWrongSeries: name) {
            if family.origin != .page || isComplete(name) { return .wrongSeries(family) }
            // A native histogram has series of its own name, and text pages don't show them.
            return family.metric.name == name ? .fine : .unlikelySeries(family)
        }
        if isOfProduct(name) { return .unknown }
        return nearMiss(of: name).map { .nearMiss($0) } ?? .fine
    }

    /// The family that somebody means who asks for a series that it doesn't have.
    private func family(ofWrongSeries name: String) -> KnownMetric? {
        if let family = mentioned(name) { return family }
        for suffix in Self.suffixes where name.hasSuffix(suffix) {
            let base = String(name.dropLast(suffix.count))
            if let family = family(base) ?? family(base + MetricKind.counter.description.nameSuffix) { return family }
        }
        return MetricKind.allCases.lazy.map(\.description.nameSuffix).filter { !$0.isEmpty }
            .compactMap { family(name + $0) }.first
    }

    /// Each that some type has.
    private static let suffixes: [String] = {
        let all = MetricKind.allCases.flatMap { kind in
            kind.description.series.map(\.suffix) + [kind.description.nameSuffix]
        }
        return Set(all + [SeriesDescription.createdSuffix]).filter { !$0.isEmpty }.sorted()
    }()
}
