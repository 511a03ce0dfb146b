// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins

/// Bounds as they were written: names of parameters and of other bucket sets are not looked up yet.
indirect enum BoundsDeclaration: Sendable {
    case fixed([Spanned<Double>])
    /// Bounds that a rule makes: `linear` and `exponential`. The span is that of the steps.
    case made([Double], at: Span)
    /// The span is that of the limit.
    case series(mantissas: [Double], limit: Limit, at: Span)
    case sorted(parameter: Spanned<String>)
    case conditional(Spanned<ConditionDeclaration>, then: BoundsDeclaration, otherwise: BoundsDeclaration)
    /// Other bounds can be given when a process starts; the span is that of the key that says so.
    case overridable(BoundsDeclaration, at: Span)
    /// Native buckets, with the bounds beside them; the span is that of the key.
    case native(NativeBuckets, at: Span, beside: BoundsDeclaration?)
    /// Another bucket set.
    case named(Spanned<String>)

    enum Limit: Sendable {
        case number(Double)
        case parameter(Spanned<ParameterSum>, isExclusive: Bool)
    }
}

/// The buckets of one metric: bounds of its own, or the name of a bucket set.
typealias BucketsDeclaration = BoundsDeclaration

extension BoundsDeclaration {
    /// The native buckets of a metric or a set, and the bounds beside them.
    var native: (buckets: NativeBuckets, place: Span, beside: BoundsDeclaration?)? {
        switch self {
        case .native(let buckets, let place, let bounds): (buckets, place, bounds)
        case .overridable(let inner, _): inner.native
        case .fixed, .made, .series, .sorted, .conditional, .named: nil
        }
    }

    /// The bounds that are written in it and that no parameter decides.
    func written(by owner: Spanned<String>) -> [Declarations.WrittenBounds] {
        switch self {
        case .fixed(let bounds):
            guard let first = bounds.first?.span, let last = bounds.last?.span else { return [] }
            return [
                .init(
                    owner: owner, values: bounds.map(\.value), places: bounds.map(\.span),
                    place: Span(source: first.source, start: first.start, end: last.end), limit: nil)
            ]
        case .made(let bounds, let place):
            return [.init(owner: owner, values: bounds, places: [], place: place, limit: nil)]
        case .series(let mantissas, .number(let limit), let place):
            let bounds = BucketSeries.bounds(mantissas: mantissas, through: limit)
            return [.init(owner: owner, values: bounds, places: [], place: place, limit: limit)]
        case .series, .sorted, .named: return []
        case .overridable(let bounds, _): return bounds.written(by: owner)
        case .native(_, _, let bounds): return bounds?.written(by: owner) ?? []
        case .conditional(_, let then, let otherwise): return then.written(by: owner) + otherwise.written(by: owner)
        }
    }
}
