// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A handle is one word: nil for a hidden metric, else the address of a cell. Cells are aligned, which leaves the
/// lowest bit free for where the cell is: 0 for memory of this process, 1 for a file of the shared directory.
@usableFromInline
enum HandleTag {
    @inlinable @inline(__always)
    static func isMapped(_ cell: UnsafeMutableRawPointer) -> Bool { UInt(bitPattern: cell) & 1 != 0 }

    /// The address of a mapped cell, without the mark.
    @inlinable @inline(__always)
    static func address(_ cell: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer { cell - 1 }

    static func mapped(_ address: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer { address + 1 }

    /// Whether a stateset's handle leads to memory of this process. Its mark is the sign, which no address has: one
    /// test finds it together with nil, and setting a state is too short for a second test.
    @inlinable @inline(__always)
    static func isInMemory(stateSet cell: UnsafeMutableRawPointer?) -> Bool { Int(bitPattern: cell) > 0 }

    /// The address of a stateset in the shared directory, without the mark; nil for a hidden metric.
    static func sharedStateSet(_ cell: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        UnsafeMutableRawPointer(bitPattern: Int(bitPattern: cell) & .max)
    }

    /// Whether a histogram's handle leads to buckets with bounds only. A native histogram has the sign as its mark, for the
    /// same reason: one test finds it together with nil.
    @inlinable @inline(__always)
    static func hasBounds(histogram cell: UnsafeMutableRawPointer?) -> Bool { Int(bitPattern: cell) > 0 }

    /// The address of a native histogram, without the mark; nil for a hidden metric. For a handle without bounds.
    @inlinable @inline(__always)
    static func nativeHistogram(_ cell: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        UnsafeMutableRawPointer(bitPattern: Int(bitPattern: cell) & .max)
    }

    static func native(_ address: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        // With the mark it isn't 0.
        UnsafeMutableRawPointer(bitPattern: Int(bitPattern: address) | .min).unsafelyUnwrapped
    }

    static func shared(stateSet address: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        // With the mark it isn't 0.
        UnsafeMutableRawPointer(bitPattern: Int(bitPattern: address) | .min).unsafelyUnwrapped
    }
}
