// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// The bounds of a histogram, `+Inf` left out: it is always there.
package struct BucketSet: Sendable, Equatable {
    /// Its key under `buckets:`; nil if the metric itself has the bounds.
    package var name: String?
    package var bounds: Bounds
    /// Whether a process may be given other bounds when it starts.
    package var isOverridable: Bool

    package indirect enum Bounds: Sendable, Equatable {
        /// Finite, strictly increasing, not empty.
        case fixed([Double])
        /// Mantissas times powers of ten, from 10^0 up to the limit (`BucketSeries`).
        case series(mantissas: [Double], limit: Limit)
        /// The elements of a parameter that is a list of integers, in ascending order.
        case sorted(parameter: String)
        /// One or the other, by the parameters.
        case conditional(Condition, then: Bounds, otherwise: Bounds)
    }

    package enum Limit: Sendable, Equatable {
        case number(Double)
        /// An integer parameter.
        case parameter(ParameterLimit)
    }

    package struct ParameterLimit: Sendable, Equatable {
        package let sum: ParameterSum
        /// Whether the limit itself is excluded.
        package let isExclusive: Bool

        package init(_ sum: ParameterSum, isExclusive: Bool = false) {
            self.sum = sum
            self.isExclusive = isExclusive
        }
    }

    package init(name: String?, bounds: Bounds, isOverridable: Bool = false) {
        self.name = name
        self.bounds = bounds
        self.isOverridable = isOverridable
    }
}

extension BucketSet.Bounds {
    /// How many lists of bounds the conditions in it choose from.
    package var alternativeCount: Int {
        switch self {
        case .fixed, .series, .sorted: 1
        case .conditional(_, let then, let otherwise): then.alternativeCount + otherwise.alternativeCount
        }
    }

    /// The bounds themselves, where no parameter decides them.
    package var known: [Double]? {
        switch self {
        case .fixed(let values): values
        case .series(let mantissas, .number(let limit)): BucketSeries.bounds(mantissas: mantissas, through: limit)
        case .series(_, .parameter), .sorted, .conditional: nil
        }
    }
}
