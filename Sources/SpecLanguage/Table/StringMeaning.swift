// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a string of the spec means. Code compares the cases; `phrase` is only printed.
package enum StringMeaning: Hashable, Sendable {
    case any, description
    /// `$name`.
    case parameter
    /// `$name - 1`.
    case parameterSum
    /// `$name` and `$name + "_"`.
    case prefixParameter
    /// `from $name`.
    case fieldsParameter
    /// `$name`, and comparisons.
    case condition
    case label, labelOrSet, metric, bucketSet, lintRule, stableRule
    case path, pathOfFile
    case version, minorVersion
    /// A minor version, or a patch release if the lifecycle of the product counts them.
    case release
    case grafanaUnit
    case unit
    /// The key of a metric, perhaps with matchers in braces.
    case series
    /// PromQL.
    case query
    /// As Prometheus writes it, such as `1h30m`.
    case duration

    /// With its article, in the middle of a sentence.
    package var phrase: String {
        switch self {
        case .any: "a string"
        case .description: "a description"
        case .parameter: "a parameter, such as `$name`"
        case .parameterSum: "a parameter, such as `$name` or `$name - 1`"
        case .prefixParameter: "a parameter, such as `$name` or `$name + \"_\"`"
        case .fieldsParameter: "a parameter that is a list of strings, such as `from $name`"
        case .condition: "a condition, such as `$name` or `$name >= 2`"
        case .label: "the name of a label"
        case .labelOrSet: "the name of a label or a label set"
        case .metric: "the name of a metric"
        case .bucketSet: "the name of a bucket set"
        case .lintRule: "the name of a lint rule"
        case .stableRule: "the name of a rule on stable metrics"
        case .path: "a path"
        case .pathOfFile: "the path of a file"
        case .version: "a version, `X.Y` or `X.Y.Z`"
        case .minorVersion, .release: "a minor version, `X.Y`"
        case .grafanaUnit: "the id of a unit in Grafana"
        case .unit: "the name of a unit"
        case .series: "a metric, such as `requests_total` or `requests_total{outcome=\"error\"}`"
        case .query: "a query in PromQL"
        case .duration: "a duration of at most a year, such as `90s`, `10m` or `1h30m`"
        }
    }

    /// Whether it can be the name of a label.
    var isLabelName: Bool { self == .label || self == .labelOrSet }
}
