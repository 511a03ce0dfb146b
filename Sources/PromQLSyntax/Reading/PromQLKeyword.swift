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

    // MARK: Finding one

    static let longest = 12

    /// Up to 16 letters as two numbers: a word is compared in one step.
    private struct Key {
        let first: UInt64
        let second: UInt64
        let keyword: PromQLKeyword
    }

    private static let byLength: [[Key]] = (0...longest).map { length in
        allCases.filter { $0.rawValue.utf8.count == length }.map { keyword in
            let bytes = Array(keyword.rawValue.utf8)
            let (first, second) = bytes.withUnsafeBufferPointer { packed($0, 0, length) }
            return Key(first: first, second: second, keyword: keyword)
        }
    }

    static func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> PromQLKeyword? {
        let length = end - start
        guard length <= longest else { return nil }
        let keys = byLength[length]
        guard !keys.isEmpty else { return nil }
        let (first, second) = packed(bytes, start, end)
        for key in keys where key.first == first && key.second == second { return key.keyword }
        return nil
    }

    /// In lower case. An underscore becomes the byte 0x7f, which no word has.
    private static func packed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (UInt64, UInt64) {
        var first: UInt64 = 0
        var second: UInt64 = 0
        for index in start..<end {
            let byte = UInt64(bytes[index] | 0x20)
            if index - start < 8 { first = first << 8 | byte } else { second = second << 8 | byte }
        }
        return (first, second)
    }
}
