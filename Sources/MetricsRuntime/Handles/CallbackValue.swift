// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

// @unchecked: the pointer leads to an object that synchronises itself and is never freed.
// A forked child has a copy of it.
/// A value that is read when it is scraped: a closure gives it. It has a series once the closure has been called.
@frozen public struct CallbackValue: @unchecked Sendable {
    @usableFromInline let cell: UnsafeRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = UnsafeRawPointer(cell) }

    /// Calls the closure at each scrape from now on, instead of one that was given before.
    ///
    /// It is called on a thread of the registry, one call at a time, and under no lock. While it throws there is no
    /// series, and while it doesn't return, the series has the last value. Both are counted and reported
    /// (``MetricsRegistry/init(storage:constantLabels:countingMetricsUnder:onStart:callbackDeadline:onCallbackFault:)``).
    /// It is never called for a hidden metric.
    public func read(_ body: @escaping @Sendable () throws -> Double) {
        guard let cell else { return }
        Unmanaged<CallbackCell>.fromOpaque(cell)._withUnsafeGuaranteedRef { $0.replace(body) }
    }

    /// Calls the closure, which gives a whole number, at each scrape from now on.
    @_disfavoredOverload
    public func read(_ body: @escaping @Sendable () throws -> Int) { read { Double(try body()) } }

    /// Calls nothing any more. There is no series then.
    public func stop() {
        guard let cell else { return }
        Unmanaged<CallbackCell>.fromOpaque(cell)._withUnsafeGuaranteedRef { $0.replace(nil) }
    }
}
