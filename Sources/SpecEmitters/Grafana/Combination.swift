// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import SpecModel

/// How the values of several servers become one.
enum Combination {
    case sum, lowest, highest, mean

    /// What the spec says of the metric, or else what follows from its mode and its unit.
    init(of metric: Metric, _ meaning: GrafanaUnit.Meaning) {
        switch metric.panel.aggregation {
        case .sum: self = .sum
        case .min: self = .lowest
        // Of a series by itself.
        case .max, .separate: self = .highest
        case .avg: self = .mean
        case nil: self.init(metric.mode ?? .all, of: meaning)
        }
    }

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
        case .mean: .avg
        }
    }

    var words: String {
        switch self {
        case .sum: "All servers together."
        case .lowest: "The lowest of all servers."
        case .highest: "The highest of all servers."
        case .mean: "The mean of all servers."
        }
    }
}
