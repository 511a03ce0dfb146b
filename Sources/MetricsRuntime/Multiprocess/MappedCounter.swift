// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value in a file of the shared directory that only grows: one double, as in the format, exact to 2^53.
@usableFromInline
enum MappedCounter {
    /// - Returns: `true`. The call at the end returns the same, so the path without that call saves no register.
    @inlinable @inline(__always) @discardableResult
    static func add(_ amount: Double, to place: UnsafeMutableRawPointer) -> Bool {
        guard MappedRegion.isOwn(UInt(bitPattern: place)) else { return addFirst(amount, to: place) }
        place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.addDouble(amount)
        return true
    }

    /// The first recording of a forked child, or that of a forwarded counter.
    @usableFromInline @inline(never)
    static func addFirst(_ amount: Double, to place: UnsafeMutableRawPointer) -> Bool {
        if let forwarded = ForwardedCell.at(UInt(bitPattern: place)) {
            forwarded.increment(by: amount)
        } else if MappedRegion.makeOwn(UInt(bitPattern: place)) {
            place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.addDouble(amount)
        }
        return true
    }

    /// Adds to a value by its address, in a mapping that is never taken away.
    @inlinable @inline(__always)
    static func add(_ amount: Double, at address: UInt) {
        add(amount, to: UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped)
    }
}
