// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a gauge: the bit pattern of a double, or `unset`.
@usableFromInline
@frozen struct GaugeCell: ~Copyable {
    @usableFromInline let bits: Atomic<UInt64>

    init() { bits = Atomic(Self.unset) }

    /// The mark of a gauge that has no series yet: a NaN whose payload no arithmetic produces. It lets `set` be one
    /// plain store, with no flag beside it.
    @inlinable static var unset: UInt64 { 0x7FF4_6D65_7472_6963 }
}
