// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a value that is read when it is scraped: the closure, and the last value. It is an object, since a
/// closure has any size. Handles point to it and keep no count of references.
final class CallbackCell: ScrapeReader {
    typealias Body = @Sendable () throws -> Double

    let run = ReaderRun()
    private let name: String
    private let labels: [SeriesLabel]
    private let isCounter: Bool
    private let body = PublishedValue<Body>()
    /// As in the cell of a gauge.
    private let bits = Atomic<UInt64>(GaugeCell.unset)

    init(name: String, labels: [SeriesLabel], isCounter: Bool) {
        self.name = name
        self.labels = labels
        self.isCounter = isCounter
    }

    func replace(_ body: Body?) {
        self.body.replace(body)
        if body == nil { clear() }
    }

    /// Forgets the last value.
    func clear() { bits.store(GaugeCell.unset, ordering: .relaxed) }

    var hasBody: Bool { body.value != nil }

    /// Nil if there is none.
    var value: Double? {
        let bits = bits.load(ordering: .relaxed)
        return bits == GaugeCell.unset ? nil : Double(bitPattern: bits)
    }

    func read() -> CallbackFault.Problem? {
        guard let body = body.value else { return nil }
        do {
            let value = try body()
            guard !isCounter || value >= 0 else {
                clear()
                return .refused("\(value) as a count")
            }
            bits.store(value.bitPattern, ordering: .relaxed)
            return nil
        } catch {
            clear()
            return .failed(error)
        }
    }

    func fault(_ problem: CallbackFault.Problem) -> CallbackFault { CallbackFault(name, labels, problem) }
}

/// A series whose value is read when it is scraped.
struct CallbackSeries {
    let cell: CallbackCell
    let address: UnsafeMutableRawPointer
    let kept: KeptSeries

    init(name: String, kind: MetricKind, labels: [SeriesLabel]) {
        cell = CallbackCell(name: name, labels: labels.inOrder, isCounter: kind == .counter)
        kept = KeptSeries(name, [.init(kind == .counter ? .total : .level)], labels: labels)
        // Retained for good: handles point to it and keep no count of references.
        address = Unmanaged.passRetained(cell).toOpaque()
    }

    func visit(_ writer: inout some SampleWriter) {
        if let value = cell.value { writer.value(.double(value), of: kept) }
    }
}
