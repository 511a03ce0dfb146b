// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The metrics of a registry as values, as they were at one moment. It has what an exposition shows at that moment,
/// without its strings: the sums of shared directories are a part of it.
public struct MetricsSnapshot: Sendable, Equatable {
    /// In the order of the exposition.
    public let families: [Family]
    private let places: [String: Int]

    init(_ families: [Family]) {
        self.families = families
        places = Dictionary(families.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    /// The family of this name; nil if there is none.
    public subscript(name: String) -> Family? { places[name].map { families[$0] } }

    /// One metric, with the series that it has.
    public struct Family: Sendable, Equatable {
        /// Its name in the exposition.
        public let name: String
        /// Its help.
        public let help: String
        /// Its type.
        public let kind: MetricKind
        /// In the order of the exposition.
        public let series: [Series]
        private let places: [[String: String]: Int]

        init(name: String, help: String, kind: MetricKind, series: [Series]) {
            self.name = name
            self.help = help
            self.kind = kind
            self.series = series
            places = Dictionary(series.enumerated().map { ($0.element.labels, $0.offset) }) { first, _ in first }
        }

        /// The value of the series with these labels, constant ones included; nil if there is none.
        public subscript(labels: [String: String]) -> Value? { places[labels].map { series[$0].value } }
    }

    /// The value of one series.
    public struct Series: Sendable, Equatable {
        /// All of its labels, without those that only tell its samples apart (`le`, and the label of a state).
        public let labels: [String: String]
        /// What was recorded.
        public let value: Value
    }

    /// What has been recorded into a series.
    public enum Value: Sendable, Equatable {
        /// Of a counter, a gauge, or an info metric, which is always 1. Beyond 2^53 a whole number is rounded.
        case number(Double)
        /// Of a histogram.
        case histogram(Histogram)
        /// The observations of a summary: how many, and their sum.
        case summary(count: Double, sum: Double)
        /// The states of a stateset that hold.
        case states(Set<String>)

        /// The number of a counter or a gauge; nil for other types.
        public var number: Double? { if case .number(let number) = self { number } else { nil } }
        /// The number of observations of a histogram or a summary; nil for other types.
        public var count: Double? {
            switch self {
            case .histogram(let histogram): histogram.count
            case .summary(let count, _): count
            case .number, .states: nil
            }
        }
        /// The sum of the observations of a histogram or a summary; nil for other types.
        public var sum: Double? {
            switch self {
            case .histogram(let histogram): histogram.sum
            case .summary(_, let sum): sum
            case .number, .states: nil
            }
        }
    }

    /// The observations of a histogram.
    public struct Histogram: Sendable, Equatable {
        /// Upper bounds, the last of which is infinite, with the number of observations up to each.
        public let buckets: [Bucket]
        /// The sum of all observations.
        public let sum: Double
        /// Its native buckets; nil for a histogram that has none.
        public let native: NativeHistogram?

        init(buckets: [Bucket], sum: Double, native: NativeHistogram? = nil) {
            self.buckets = buckets
            self.sum = sum
            self.native = native
        }

        /// The number of observations.
        public var count: Double { buckets.last?.count ?? 0 }

        /// An upper bound, and the number of observations up to it.
        public struct Bucket: Sendable, Equatable {
            /// It is inclusive.
            public let bound: Double
            /// Observations up to the bound.
            public let count: Double
        }
    }

    /// The native buckets of a histogram.
    public struct NativeHistogram: Sendable, Equatable {
        /// The resolution: from one bound to the next is a factor of 2^(2^-schema). It is between -4 and 8.
        public let schema: Int
        /// The zero bucket has the numbers that are as close to 0.
        public let zeroThreshold: Double
        /// Observations in the zero bucket.
        public let zeroCount: Double
        /// Buckets of positive numbers with an observation, in the order of their indices.
        public let positive: [Bucket]
        /// Buckets of negative numbers with an observation, in the order of their indices.
        public let negative: [Bucket]

        /// A bucket, and the observations in it alone.
        public struct Bucket: Sendable, Equatable {
            /// The bucket with the index 0 ends at 1.
            public let index: Int
            /// The bound that is farther from 0, without its sign. It is inclusive.
            public let bound: Double
            /// Observations in this bucket.
            public let count: Double
        }
    }
}

extension MetricsRegistry {
    /// The values of every family, as they are now.
    public func snapshot() -> MetricsSnapshot {
        var writer = SnapshotWriter()
        page.visit(&writer)
        return MetricsSnapshot(writer.families)
    }
}
