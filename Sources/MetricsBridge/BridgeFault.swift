// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    import MetricsRuntime

    /// Records of swift-metrics that aren't exported.
    public struct BridgeFault: Error, Equatable, Sendable {
        /// The label of the metric, as code gives it.
        public let label: String
        /// The name that the metric has, or would have, in the exposition.
        public let name: String
        /// Why.
        public let reason: Reason

        /// Why a record isn't exported.
        public enum Reason: Equatable, Sendable {
            /// The name has another type, because another kind of metric was made first.
            case type(MetricKind)
            /// Another label has become the same name.
            case name(takenBy: String)
            /// A family of the registry has the name, or that of one of the series.
            case series(of: String)
            /// The label or a dimension is longer than 255 bytes, a value is longer than 4,096, or there are more than
            /// 32 dimensions.
            case size
            /// The registry has as many metrics from libraries as it may.
            case tooManyMetrics(Int)
            /// The amount is negative, infinite or NaN, or a duration that no clock gives.
            case amount
            /// The shared directory can't be used.
            case directory(String)

            /// The value of the label `fault`.
            var word: String {
                switch self {
                case .type: "type"
                case .name: "name"
                case .series: "series"
                case .size: "size"
                case .tooManyMetrics: "metrics"
                case .amount: "amount"
                case .directory: "directory"
                }
            }

            init(_ fault: UndeclaredFault) {
                switch fault {
                case .name(let other): self = .name(takenBy: other)
                case .type(let kind): self = .type(kind)
                case .series(let owner): self = .series(of: owner)
                case .tooManyFamilies(let count): self = .tooManyMetrics(count)
                case .directory(let error): self = .directory("\(error)")
                }
            }
        }
    }

    extension BridgeFault: CustomStringConvertible {
        /// What is wrong and what to do, as a sentence without a final period.
        public var description: String {
            let metric = "`\(label.prefix(100))` of swift-metrics"
            return switch reason {
            case .type(let kind):
                "\(metric) isn't exported here: `\(name)` is \(kind.phrase) already; give one of the two another label"
            case .name(let other):
                "\(metric) isn't exported: `\(other.prefix(100))` has become `\(name)` already; rename one of the two by `rename` of the configuration"
            case .series(let owner):
                "\(metric) isn't exported: `\(name)` would have a name of `\(owner)`; rename it by `rename` of the configuration"
            case .size:
                "\(metric) isn't exported with dimensions that are too long or too many; a label has up to 255 bytes, a value up to 4,096, and there are up to 32 dimensions"
            case .tooManyMetrics(let count):
                "\(metric) isn't exported: the registry has \(count) metrics from libraries, which is the maximum; put what varies into dimensions"
            case .amount:
                "\(metric) was given an amount that `\(name)` can't take, which is left out; counters and durations take finite amounts from 0 on, and histograms finite ones"
            case .directory(let reason): "\(metric) isn't exported: \(reason)"
            }
        }
    }
#endif
