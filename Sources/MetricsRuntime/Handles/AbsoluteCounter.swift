// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A counter of something that counts itself, such as the kernel or another program: code gives the whole count. It has
/// a series once it has been set. The cell is that of a gauge, so setting it is a plain store.
@frozen public struct AbsoluteCounter: Sendable {
    @usableFromInline let gauge: Gauge

    /// The counter whose count is in this gauge's cell.
    @inlinable public init(_ gauge: Gauge) { self.gauge = gauge }

    /// Sets the count of all that was counted so far. A count that is less than the one before means that whatever
    /// counts has started again. Counts are exact to 2^53.
    ///
    /// - Returns: `false` if the count is negative or NaN. Nothing is set then.
    @inlinable @discardableResult public func set(total: Double) -> Bool {
        guard total >= 0 else { return false }
        gauge.set(total)
        return true
    }

    /// Sets the count of all that was counted so far.
    ///
    /// - Returns: `false` if the count is negative. Nothing is set then.
    @inlinable @discardableResult public func set(total: Int) -> Bool { set(total: Double(total)) }
}
