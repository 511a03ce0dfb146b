// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// What was done to the values of series on the way to a result. It decides what else may be done with them: the sum of
/// two means, for example, says nothing.
///
/// A role is that of the series that the values come from.
package enum ValueKind: Equatable, Sendable {
    case unknown
    /// What a process has counted since it started.
    case counter(SeriesDescription.Role)
    /// What several processes have counted since each of them started.
    case addedCounters(SeriesDescription.Role?)
    /// The growth of counters per second.
    case rate(SeriesDescription.Role?)
    /// The growth of counters within a range of time.
    case increase(SeriesDescription.Role?)
    /// A gauge that never falls while its process runs.
    case growing
    /// Values that rise and fall.
    case level
    /// Parts of a whole.
    case ratio
    case mean
    case quantile
    /// 1, as all series of an info metric are: only their labels matter.
    case one
    /// The same number at any time: `vector(0)`.
    case constant

    /// Whether it is what processes have counted since they started.
    package var isRawCounter: Bool {
        switch self {
        case .counter, .addedCounters: true
        default: false
        }
    }

    /// Whether `rate` says how fast it grows.
    var canBeRated: Bool { isRawCounter || self == .growing }

    /// Of the series that the values come from.
    package var role: SeriesDescription.Role? {
        switch self {
        case .counter(let role): role
        case .addedCounters(let role), .rate(let role), .increase(let role): role
        case .growing: .value
        case .unknown, .level, .ratio, .mean, .quantile, .one, .constant: nil
        }
    }

    /// Whether both are the same, whatever series they come from.
    func isLike(_ other: ValueKind) -> Bool {
        switch (self, other) {
        case (.counter, .counter), (.addedCounters, .addedCounters), (.counter, .addedCounters),
            (.addedCounters, .counter), (.rate, .rate), (.increase, .increase):
            true
        default: self == other
        }
    }
}
