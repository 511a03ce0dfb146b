// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How the values that several processes have for one gauge become one: the ten modes of Prometheus' Python client,
/// with its names. The `live` modes leave out processes that have been marked dead.
public enum MultiprocessMode: String, Sendable, CaseIterable {
    /// Each process keeps a series of its own, distinguished by a label `pid`.
    case all
    case liveall
    case min
    case livemin
    case max
    case livemax
    case sum
    case livesum
    /// The value that was set last, by the clock of the process that set it.
    case mostrecent
    case livemostrecent
}

extension MultiprocessMode {
    /// What happens to the values of all processes that count.
    package enum Merge: Hashable, Sendable {
        /// Nothing: each stays, with the label `pid`.
        case each
        case min, max, sum
        case mostRecent
    }

    package var merge: Merge {
        switch self {
        case .all, .liveall: .each
        case .min, .livemin: .min
        case .max, .livemax: .max
        case .sum, .livesum: .sum
        case .mostrecent, .livemostrecent: .mostRecent
        }
    }

    /// Whether the values of a process are removed when it ends.
    package var isLive: Bool { self == live }

    /// The mode that merges in the same way and leaves out processes that have been marked dead.
    package var live: MultiprocessMode {
        switch merge {
        case .each: .liveall
        case .min: .livemin
        case .max: .livemax
        case .sum: .livesum
        case .mostRecent: .livemostrecent
        }
    }
}
