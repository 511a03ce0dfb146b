// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The states that hold, one bit for each. They change together, so a scrape never sees half a change.
@usableFromInline
@frozen struct StateSetCell: ~Copyable {
    @usableFromInline let states: Atomic<UInt64>

    /// At the start only the first state holds.
    static let start: UInt64 = 1

    init() { states = Atomic(Self.start) }
}
