// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// One series of a family, as it is exposed for each combination of the values of the metric's labels.
package struct SeriesDescription: Hashable, Sendable {
    /// What its value says about the metric.
    package enum Role: Hashable, Sendable {
        /// The value itself.
        case value
        /// The number of observations that are at most a bound, or of a native histogram, between all of its bounds.
        case bucket
        /// The sum of all observations.
        case sum
        /// The number of observations.
        case count
        /// 1 while a state holds, 0 while it doesn't.
        case state
    }

    /// How its value changes, which decides the queries that make sense.
    package enum Movement: Hashable, Sendable {
        /// It only grows, and starts again at 0 with its process.
        case counter
        /// It rises and falls.
        case gauge
        /// Nobody says.
        case unknown
    }

    package let role: Role
    package let movement: Movement
    /// What is appended to the family's name.
    package let suffix: String
    /// The label that distinguishes several samples of this series; nil if there is one sample.
    package let label: SampleLabel?

    package func name(inFamily family: String) -> String { suffix.isEmpty ? family : family + suffix }
}

extension SeriesDescription {
    /// The suffix of the time at which a series was created. Other libraries write it; we don't.
    package static let createdSuffix = "_created"

    package static let total = SeriesDescription(role: .value, movement: .counter, suffix: "", label: nil)
    package static let level = SeriesDescription(role: .value, movement: .gauge, suffix: "", label: nil)
    package static let bucket = SeriesDescription(role: .bucket, movement: .counter, suffix: "_bucket", label: .bound)
    /// Of a native histogram: a sample is all of its buckets.
    package static let native = SeriesDescription(role: .bucket, movement: .counter, suffix: "", label: nil)
    package static let sum = SeriesDescription(role: .sum, movement: .counter, suffix: "_sum", label: nil)
    package static let count = SeriesDescription(role: .count, movement: .counter, suffix: "_count", label: nil)
    /// Of a summary that has quantiles.
    package static let quantile = SeriesDescription(role: .value, movement: .gauge, suffix: "", label: .quantile)
    package static let levelBucket = SeriesDescription(
        role: .bucket, movement: .gauge, suffix: "_bucket", label: .bound)
    package static let levelCount = SeriesDescription(role: .count, movement: .gauge, suffix: "_gcount", label: nil)
    package static let levelSum = SeriesDescription(role: .sum, movement: .gauge, suffix: "_gsum", label: nil)
    package static let untyped = SeriesDescription(role: .value, movement: .unknown, suffix: "", label: nil)
    package static let state = SeriesDescription(role: .state, movement: .gauge, suffix: "", label: .state)
}

/// A label that a sample has in addition to the labels of its metric.
package enum SampleLabel: Hashable, Sendable, CaseIterable {
    /// The upper bound of a bucket.
    case bound
    /// The quantile of a summary. Readers know the label on every series.
    case quantile
    /// The state of a stateset.
    case state
    /// The process that a gauge's series belongs to, in the modes that keep them apart.
    case process

    /// Its name, if that is always the same.
    package var fixedName: String? {
        switch self {
        case .bound: "le"
        case .quantile: "quantile"
        case .process: "pid"
        case .state: nil
        }
    }

    /// The label of a state has the family's name, as in Prometheus' Python client. A label's name has no colons.
    package func name(inFamily family: String) -> String {
        fixedName
            ?? String(String.UnicodeScalarView(family.unicodeScalars.map { $0 == ":" ? "_" : $0 }))
    }
}
