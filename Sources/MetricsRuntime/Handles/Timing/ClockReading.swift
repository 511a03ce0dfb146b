// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// What the clocks of the system say. Reading one allocates nothing.
@usableFromInline
enum ClockReading {
    /// Nanoseconds of a clock that nobody sets. It stands still while the machine sleeps.
    @usableFromInline
    static var monotonic: UInt64 {
        #if canImport(Darwin)
            return clock_gettime_nsec_np(CLOCK_UPTIME_RAW)
        #else
            var time = timespec()
            clock_gettime(CLOCK_MONOTONIC, &time)
            return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
        #endif
    }

    /// Seconds since 1970, of the clock that people set.
    @usableFromInline
    static var secondsSince1970: Double { SystemCall.now }
}
