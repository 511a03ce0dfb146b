// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The buckets of a native histogram: each is wider than the one before by the same factor, and exists once it has an
/// observation.
package struct NativeBuckets: Sendable, Equatable {
    /// The largest factor from one bound to the next.
    package var growth: Double
    /// The number of buckets beyond which the histogram saves some.
    package var maxBuckets: Int
    /// Values up to this one, of either sign, are counted together.
    package var zeroThreshold: Double
    /// How far that threshold may rise to save buckets.
    package var maxZeroThreshold: Double
    /// The seconds after which a histogram with too many buckets may start again; nil for never.
    package var resetAfter: Int?

    package static let standard = NativeBuckets()

    package init(
        growth: Double = 1.1, maxBuckets: Int = 160, zeroThreshold: Double = 0x1p-128, maxZeroThreshold: Double = 0,
        resetAfter: Int? = nil
    ) {
        self.growth = growth
        self.maxBuckets = maxBuckets
        self.zeroThreshold = zeroThreshold
        self.maxZeroThreshold = maxZeroThreshold
        self.resetAfter = resetAfter
    }
}
