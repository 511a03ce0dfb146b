// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The metric types, as the spec and OpenMetrics write them. Each is described once, in `description`.
public enum MetricKind: String, Sendable, CaseIterable {
    case counter
    case gauge
    case histogram
    /// The number of observations, and their sum.
    case summary
    /// A value that is always 1, whose labels are what matters.
    case info
    /// The states of a closed set that hold.
    case stateset
    /// A histogram whose buckets can shrink: how something is distributed now.
    case gaugehistogram
    /// A number of which nothing more is known.
    case unknown

    /// With its article, in the middle of a sentence.
    public var phrase: String {
        self == .unknown ? "a metric of unknown type" : self == .info ? "an \(rawValue)" : "a \(rawValue)"
    }

    /// The largest number of states of a stateset: each is a bit of one word, and they change together.
    public static let largestStateCount = 64
}
