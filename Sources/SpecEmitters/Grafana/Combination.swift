// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax

/// How the values of several servers become one.
enum Combination {
    case sum, lowest, highest

    /// The mode is about the processes of one server. It is used for several servers only if nothing better is known.
    init(_ mode: MultiprocessMode, of meaning: GrafanaUnit.Meaning) {
        self =
            switch mode {
            case .min, .livemin: .lowest
            case .max, .livemax: .highest
            // If the spec gives no unit, only the mode suggests whether the values of servers can be added.
            case .sum, .livesum: meaning == .amount || meaning == .unknown ? .sum : Self.one(meaning)
            case .all, .liveall, .mostrecent, .livemostrecent: meaning == .amount ? .sum : Self.one(meaning)
            }
    }

    /// The server that matters where values can't be added: the worst one.
    private static func one(_ meaning: GrafanaUnit.Meaning) -> Combination { meaning == .truth ? .lowest : .highest }

    var operation: AggregationOperator {
        switch self {
        case .sum: .sum
        case .lowest: .min
        case .highest: .max
        }
    }

    var words: String {
        switch self {
        case .sum: "All servers together."
        case .lowest: "The lowest of all servers."
        case .highest: "The highest of all servers."
        }
    }
}
