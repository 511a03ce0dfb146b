// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a counter: a whole part that is exact to 2^64, and a part for amounts with a fraction. The value is
/// their sum. Both only grow, so a reader that loads one after the other never sees a value go backwards.
@usableFromInline
@frozen struct CounterCell: ~Copyable {
    @usableFromInline let whole: Atomic<UInt64>
    /// The bit pattern of a double.
    @usableFromInline let fraction: Atomic<UInt64>

    init() {
        whole = Atomic(0)
        fraction = Atomic(0)
    }
}

extension Atomic<UInt64> {
    /// Adds to a double that is kept as its bit pattern.
    @inlinable @inline(__always)
    func addDouble(_ amount: Double) {
        var current = load(ordering: .relaxed)
        while true {
            let sum = (Double(bitPattern: current) + amount).bitPattern
            let (exchanged, original) = weakCompareExchange(expected: current, desired: sum, ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }
}
