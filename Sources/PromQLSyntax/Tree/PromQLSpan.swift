// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The place of a part of a query in its source, in bytes of UTF-8.
///
/// A tree that code makes has no places: each of its spans is `none`. Trees that differ only in their spans are equal.
package struct PromQLSpan: Equatable, Hashable, Sendable {
    package let start: UInt32
    package let end: UInt32

    /// A query has less than 2^32 bytes: see `PromQLReading.longest`.
    package init(_ range: Range<Int>) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    package var range: Range<Int> { Int(start)..<Int(end) }

    package static let none = PromQLSpan(0..<0)
}
