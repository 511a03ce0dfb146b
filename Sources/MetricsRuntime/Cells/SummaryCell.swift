// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a summary: the number of observations, and their sum.
@usableFromInline
@frozen struct SummaryCell: ~Copyable {
    @usableFromInline let count: Atomic<UInt64>
    /// The bit pattern of a double.
    @usableFromInline let sum: Atomic<UInt64>

    init() {
        count = Atomic(0)
        sum = Atomic(0)
    }
}
