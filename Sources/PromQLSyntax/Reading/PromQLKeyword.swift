// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The words that the grammar gives a meaning to, in any case.
///
/// Only in places where the meaning is possible: nearly all are names of metrics and labels elsewhere.
enum PromQLKeyword: String, CaseIterable {
    case and, or, unless, atan2
    case by, without, on, ignoring, bool
    case groupLeft = "group_left"
    case groupRight = "group_right"
    case fill
    case fillLeft = "fill_left"
    case fillRight = "fill_right"
    case offset, start, end, anchored, smoothed
    case inf, nan
    case sum, avg, min, max, count, group, stddev, stdvar
    case quantile, topk, bottomk, limitk
    case limitRatio = "limit_ratio"
    case countValues = "count_values"

    var aggregation: AggregationOperator? {
        switch self {
        case .sum: .sum
        case .avg: .avg
        case .min: .min
        case .max: .max
        case .count: .count
        case .group: .group
        case .stddev: .stddev
        case .stdvar: .stdvar
        case .quantile: .quantile
        case .topk: .topk
        case .bottomk: .bottomk
        case .limitk: .limitk
        case .limitRatio: .limitRatio
        case .countValues: .countValues
        default: nil
        }
    }

    /// Whether a metric may have this name before the braces.
    var canBeMetric: Bool {
        switch self {
        case .atan2, .bool, .on, .ignoring, .groupLeft, .groupRight, .inf, .nan: false
        default: true
        }
    }

    /// Whether a list of labels, such as after `by`, may have this name without quotes.
    var canBeListedLabel: Bool { self != .inf && self != .nan && self != .without }
}
