// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SeriesBudget {
    /// A number of series in a sentence. The largest number stands for all that are larger, and says so.
    package static func words(for count: Int) -> String {
        (count == .max ? "more than " : "") + grouped(count)
    }

    /// With a comma before each three digits.
    private static func grouped(_ count: Int) -> String {
        let digits = Array(String(count))
        return digits.indices.map { index in
            let isBoundary = index > 0 && (digits.count - index).isMultiple(of: 3)
            return (isBoundary ? "," : "") + String(digits[index])
        }.joined()
    }

    /// `` 3 (`shop`) × 6 (buckets, `+Inf`, `_sum` and `_count` of 3 bounds) ``.
    package var multiplication: String {
        if factors.isEmpty { return "1 (no labels)" }
        return factors.map { "\($0.count.map(Self.words) ?? "any number") (\($0.subject.words))" }
            .joined(separator: " × ")
    }
}

extension SeriesBudget.Subject {
    fileprivate var words: String {
        switch self {
        case .label(let name): "`\(name)`"
        case .removed: "removed"
        case .summary: "`_count` and `_sum`"
        case .quantiles(let count): "\(count) quantiles, `_count` and `_sum`"
        case .states: "states"
        case .buckets(let bounds): "buckets, `+Inf`, `_sum` and `_count` of \(SeriesBudget.words(for: bounds)) bounds"
        case .undecidedBuckets: "buckets that only a parameter decides"
        }
    }
}
