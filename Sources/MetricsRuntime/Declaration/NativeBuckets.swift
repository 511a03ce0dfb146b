// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The buckets of a native histogram: exponential ones, which are made when something falls into them.
///
/// They are exported in Prometheus' protobuf format. The text formats show only buckets with bounds.
public struct NativeBuckets: Equatable, Sendable {
    let schema: Int
    let maxBuckets: Int
    let zeroThreshold: Double
    let maxZeroThreshold: Double
    let resetAfterNanoseconds: UInt64?

    /// The buckets of one metric.
    ///
    /// - Parameters:
    ///   - growth: Each bound is at most this factor above the one before. It is greater than 1. The factor is one of
    ///     2^(2^-8), 2^(2^-7) … 2^16: the largest that isn't above `growth`, or the smallest of them.
    ///   - maxBuckets: The largest number of buckets, at least 1. Beyond it the histogram begins again if `resetAfter`
    ///     allows it, else the zero bucket is widened if `maxZeroThreshold` allows it, else the resolution is halved.
    ///   - zeroThreshold: Numbers that are as close to 0 are counted in the zero bucket.
    ///   - maxZeroThreshold: How far the zero bucket may be widened.
    ///   - resetAfter: In seconds. The shortest time after which a histogram may begin again.
    public init(
        growth: Double = 1.1, maxBuckets: Int = 160, zeroThreshold: Double = 0x1p-128, maxZeroThreshold: Double = 0,
        resetAfter: Double? = nil
    ) {
        precondition(growth > 1, "the bounds of a native histogram grow by a factor above 1, not \(growth)")
        precondition(maxBuckets > 0, "a native histogram has at least 1 bucket, not \(maxBuckets)")
        precondition(
            zeroThreshold >= 0 && zeroThreshold.isFinite && maxZeroThreshold >= 0 && maxZeroThreshold.isFinite,
            "a zero bucket has a finite bound")
        schema = NativeBounds.schema(growth: growth)
        self.maxBuckets = maxBuckets
        self.zeroThreshold = zeroThreshold
        self.maxZeroThreshold = maxZeroThreshold
        resetAfterNanoseconds = resetAfter.map { UInt64(exactly: ($0 * 1e9).rounded()) ?? .max }
    }
}
