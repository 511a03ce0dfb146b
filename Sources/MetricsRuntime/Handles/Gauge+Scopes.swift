// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Gauge {
    /// Adds to the value while the code runs, and subtracts the same amount when it ends, also if it ends with an error:
    /// the gauge counts what is in flight.
    @inlinable public func withIncrement<Result: ~Copyable, Failure: Error>(
        by amount: Double = 1, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        increment(by: amount)
        defer { decrement(by: amount) }
        return try body()
    }

    /// Adds to the value while the code runs, and subtracts the same amount when it ends, also if it ends with an error
    /// or is cancelled. It runs where the caller runs.
    @inlinable nonisolated(nonsending) public func withIncrement<Result: ~Copyable, Failure: Error>(
        by amount: Double = 1, _ body: nonisolated(nonsending) () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        increment(by: amount)
        defer { decrement(by: amount) }
        return try await body()
    }
}

extension IntegerGauge {
    /// Adds to the value while the code runs, and subtracts the same amount when it ends, also if it ends with an error:
    /// the gauge counts what is in flight.
    @inlinable public func withIncrement<Result: ~Copyable, Failure: Error>(
        by amount: Int = 1, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try gauge.withIncrement(by: Double(amount), body)
    }

    /// Adds to the value while the code runs, and subtracts the same amount when it ends, also if it ends with an error
    /// or is cancelled. It runs where the caller runs.
    @inlinable nonisolated(nonsending) public func withIncrement<Result: ~Copyable, Failure: Error>(
        by amount: Int = 1, _ body: nonisolated(nonsending) () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        try await gauge.withIncrement(by: Double(amount), body)
    }
}
