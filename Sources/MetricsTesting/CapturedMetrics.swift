// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

public import MetricsRuntime

/// The metrics of one test, in a registry of their own, and what has been recorded into them. Tests that run at the same
/// time don't see each other's.
///
/// ```swift
/// let metrics = try CapturedMetrics { try ShopMetrics(in: $0) }
/// Desk(orders: metrics.orders).order(by: "Ada")
/// #expect(metrics.delta(of: \.orders.placed) == 1)
/// ```
@dynamicMemberLookup
public struct CapturedMetrics<Metrics> {
    /// The generated struct. Its groups are also properties of this value.
    public let metrics: Metrics
    /// The registry, whose values are in memory whatever the environment says.
    public let registry: MetricsRegistry

    /// Makes the metrics in a new registry.
    public init<Failure: Error>(_ make: (MetricsRegistry) throws(Failure) -> Metrics) throws(Failure) {
        registry = MetricsRegistry(storage: .memory)
        metrics = try make(registry)
    }

    /// A property of the generated struct.
    public subscript<Value>(dynamicMember path: KeyPath<Metrics, Value>) -> Value { metrics[keyPath: path] }

    /// What has been recorded through a handle since the metrics were made, or since the last reset.
    ///
    /// - Parameter handle: A key path, or for an open label a closure: `{ $0.orders.ordered.with(customer: "Ada") }`.
    public func delta<Handle: CapturedHandle>(of handle: (Metrics) -> Handle) -> Handle.Change {
        handle(metrics).change
    }

    /// What is recorded through a handle while the code runs.
    public func delta<Handle: CapturedHandle, Failure: Error>(
        of handle: (Metrics) -> Handle, during body: () throws(Failure) -> Void
    ) throws(Failure) -> Handle.Change {
        let before = handle(metrics).change
        try body()
        return handle(metrics).change - before
    }

    /// What is recorded through a handle while the code runs.
    nonisolated(nonsending) public func delta<Handle: CapturedHandle, Failure: Error>(
        of handle: (Metrics) -> Handle, during body: nonisolated(nonsending) () async throws(Failure) -> Void
    ) async throws(Failure) -> Handle.Change {
        let before = handle(metrics).change
        try await body()
        return handle(metrics).change - before
    }

    /// The value of a gauge or an absolute counter; nil if it was never set.
    public func value<Handle: CapturedValue>(of handle: (Metrics) -> Handle) -> Double? { handle(metrics).value }

    /// Makes the metrics as if nothing had been recorded.
    public func reset() { registry.reset() }

    /// What a scrape shows now.
    public var page: ScrapedPage { ScrapedPage(registry.exposition()) }
}

extension CapturedMetrics: Sendable where Metrics: Sendable {}
