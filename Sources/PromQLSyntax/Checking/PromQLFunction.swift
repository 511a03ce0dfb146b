// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a function takes and gives back, as Prometheus' `promql/parser/functions.go` says.
///
/// A class, since those who find one in the table share it: a copy would cost more than finding it.
package final class PromQLFunction: Sendable {
    package let name: String
    /// The type of each argument. The last one counts for all that follow.
    package let arguments: [PromQLType]
    package let least: Int
    /// Nil where any number is possible.
    package let most: Int?
    package let result: PromQLType
    /// What a server needs to know it; nil if every release since 2.35 does. Of a name that Prometheus 3 doesn't know any
    /// more it says what the name is there.
    package let feature: PromQLFeature?

    private init(
        _ name: String, _ arguments: [PromQLType], optional: Int = 0, isOpen: Bool = false,
        _ result: PromQLType = .vector, _ feature: PromQLFeature? = nil
    ) {
        self.name = name
        self.arguments = arguments
        least = arguments.count - optional
        most = isOpen ? nil : arguments.count
        self.result = result
        self.feature = feature
    }

    package static func named(_ name: String) -> PromQLFunction? { byName[name] }

    package static let all: [PromQLFunction] = math + ofTime + ofRanges + ofHistograms + ofLabels + others

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static func since(_ name: String, _ major: Int, _ minor: Int) -> PromQLFeature {
        PromQLFeature(name, since: .init(major, minor))
    }

    private static func experimental(
        _ name: String, _ major: Int, _ minor: Int, stable: PromQLFeature.Release? = nil
    ) -> PromQLFeature {
        .experimental(name, since: .init(major, minor), stable: stable)
    }

    private static let math: [PromQLFunction] =
        [
            "abs", "ceil", "floor", "exp", "ln", "log2", "log10", "sqrt", "sgn", "deg", "rad", "sin", "cos", "tan",
            "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
        ].map { PromQLFunction($0, [.vector]) } + [
            PromQLFunction("round", [.vector, .scalar], optional: 1),
            PromQLFunction("clamp", [.vector, .scalar, .scalar]),
            PromQLFunction("clamp_min", [.vector, .scalar]),
            PromQLFunction("clamp_max", [.vector, .scalar]),
        ]

    private static let ofTime: [PromQLFunction] =
        ["hour", "minute", "month", "year", "day_of_month", "day_of_week", "days_in_month"].map {
            PromQLFunction($0, [.vector], optional: 1)
        } + [
            PromQLFunction("day_of_year", [.vector], optional: 1, .vector, since("day_of_year", 2, 36)),
            PromQLFunction("time", [], .scalar),
            PromQLFunction("pi", [], .scalar),
            PromQLFunction("timestamp", [.vector]),
            PromQLFunction("start_timestamp", [.vector], .vector, experimental("start_timestamp", 3, 14)),
            PromQLFunction("start", [], .scalar, experimental("start()", 3, 12)),
            PromQLFunction("end", [], .scalar, experimental("end()", 3, 12)),
            PromQLFunction("step", [], .scalar, experimental("step()", 3, 12)),
            PromQLFunction("range", [], .scalar, experimental("range()", 3, 12)),
        ]

    private static let ofRanges: [PromQLFunction] =
        [
            "rate", "irate", "increase", "resets", "delta", "idelta", "deriv", "changes", "avg_over_time",
            "min_over_time", "max_over_time", "sum_over_time", "count_over_time", "stddev_over_time",
            "stdvar_over_time", "last_over_time", "present_over_time", "absent_over_time",
        ].map { PromQLFunction($0, [.matrix]) } + [
            PromQLFunction("predict_linear", [.matrix, .scalar]),
            PromQLFunction(
                "double_exponential_smoothing", [.matrix, .scalar, .scalar], .vector,
                experimental("double_exponential_smoothing", 3, 0)),
            PromQLFunction(
                "holt_winters", [.matrix, .scalar, .scalar], .vector,
                PromQLFeature("holt_winters", renamedTo: "double_exponential_smoothing", in: .init(3, 0))),
            PromQLFunction("quantile_over_time", [.scalar, .matrix]),
            PromQLFunction(
                "first_over_time", [.matrix], .vector,
                experimental("first_over_time", 3, 7, stable: .init(3, 14))),
        ]
        + [
            ("mad_over_time", 2, 49), ("ts_of_min_over_time", 3, 5), ("ts_of_max_over_time", 3, 5),
            ("ts_of_last_over_time", 3, 5), ("ts_of_first_over_time", 3, 7),
        ].map { PromQLFunction($0, [.matrix], .vector, experimental($0, $1, $2)) }

    private static let ofHistograms: [PromQLFunction] =
        [
            PromQLFunction("histogram_quantile", [.scalar, .vector]),
            PromQLFunction(
                "histogram_fraction", [.scalar, .scalar, .vector], .vector, since("histogram_fraction", 2, 40)),
            PromQLFunction(
                "histogram_quantiles", [.vector, .string] + Array(repeating: .scalar, count: 10), optional: 9, .vector,
                experimental("histogram_quantiles", 3, 11)),
        ]
        + [
            ("histogram_count", 40), ("histogram_sum", 40), ("histogram_stddev", 47), ("histogram_stdvar", 47),
            ("histogram_avg", 51),
        ].map { PromQLFunction($0, [.vector], .vector, since($0, 2, $1)) }

    private static let ofLabels: [PromQLFunction] = [
        PromQLFunction("label_replace", [.vector, .string, .string, .string, .string]),
        PromQLFunction("label_join", [.vector, .string, .string, .string], optional: 1, isOpen: true),
        PromQLFunction("info", [.vector, .vector], optional: 1, .vector, experimental("info", 2, 55)),
        PromQLFunction(
            "sort_by_label", [.vector, .string], optional: 1, isOpen: true, .vector,
            experimental("sort_by_label", 2, 49)),
        PromQLFunction(
            "sort_by_label_desc", [.vector, .string], optional: 1, isOpen: true, .vector,
            experimental("sort_by_label_desc", 2, 49)),
    ]

    private static let others: [PromQLFunction] = [
        PromQLFunction("absent", [.vector]),
        PromQLFunction("scalar", [.vector], .scalar),
        PromQLFunction("vector", [.scalar]),
        PromQLFunction("sort", [.vector]),
        PromQLFunction("sort_desc", [.vector]),
        PromQLFunction("min_of", [.scalar, .scalar], .scalar, experimental("min_of", 3, 13)),
        PromQLFunction("max_of", [.scalar, .scalar], .scalar, experimental("max_of", 3, 13)),
    ]
}
