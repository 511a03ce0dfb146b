// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// What the handles of a forwarded series lead to: the handle of the series' own cell, and a receiver of its records.
///
/// A handle has one bit for where its cell is, and recording tests no more than that. So a forwarded handle looks like
/// one of the shared directory, whose recorders test whether the file is there. Here it never is: the cells are in a
/// region of their own (`MappedRegion`) with the state `forwarding`. Recorders find it where they would make the file,
/// which no other recorder does on its usual path. A counter's handle is the address of this cell; a gauge, a histogram
/// and a summary have it in place of an address in the file.
struct ForwardedCell {
    /// As handles have it: in memory or in the shared directory.
    let inner: UnsafeMutableRawPointer
    /// A `ForwardTarget`, retained for good: handles point here and keep no count of references.
    private let target: Unmanaged<ForwardTarget>

    /// The handle of a series with this handle, which also goes to a receiver. Under `StructureLock`.
    ///
    /// - Returns: The handle as it is, if its records can't be forwarded or there is no room for another cell.
    static func handle(
        of inner: UnsafeMutableRawPointer, _ metric: MetricDeclaration, labels: [SeriesLabel],
        to forwarder: any RecordForwarder
    ) -> UnsafeMutableRawPointer {
        guard metric.shape.source == .recorded, metric.shape.names.isEmpty, let place = region.place() else {
            return inner
        }
        let target = ForwardTarget(forwarder, metric.name, metric.shape.kind, labels.inOrder)
        place.initialize(to: ForwardedCell(inner: inner, target: .passRetained(target)))
        return HandleTag.mapped(pointee(leadingTo: UnsafeMutableRawPointer(place), metric.shape))
    }

    /// What the handle of a forwarded series points to. A metric of fields or states isn't forwarded.
    private static func pointee(leadingTo place: UnsafeMutableRawPointer, _ shape: MetricDeclaration.Shape)
        -> UnsafeMutableRawPointer
    {
        let series = shape.kind.description.series
        if shape.kind.has(.buckets) {
            return MappedHistogramCell.allocate(bounds: shape.bounds, buckets: [place], sum: place)
        }
        if series.contains(where: { $0.role == .count }) {
            return MappedSummaryCell.allocate(count: place, sum: place)
        }
        if series.contains(where: { $0.movement == .counter }) { return place }
        return UnsafeMutableRawPointer(MappedGaugeCell.allocate(forwardingTo: place))
    }

    /// The cell at an address that a recorder has found without a file; nil if it is one of the shared directory.
    static func at(_ place: UInt) -> ForwardedCell? {
        guard MappedRegion.state(of: place).pointee.load(ordering: .acquiring) == MappedRegion.State.forwarding else {
            return nil
        }
        // It was written before any handle had its address, and never changes.
        return UnsafePointer<ForwardedCell>(bitPattern: place).unsafelyUnwrapped.pointee
    }

    // MARK: Recording

    private var receiver: any RecordReceiver { target._withUnsafeGuaranteedRef { $0.receiver } }

    func increment(by amount: Double) {
        Counter(inner).increment(by: amount)
        receiver.add(amount)
    }

    func set(_ value: Double) {
        Gauge(inner).set(value)
        receiver.set(value)
    }

    func add(_ amount: Double) {
        Gauge(inner).increment(by: amount)
        receiver.add(amount)
    }

    func observeInHistogram(_ value: Double) {
        Histogram(inner).observe(value)
        receiver.observe(value)
    }

    func observeInSummary(_ value: Double) {
        Summary(inner).observe(value)
        receiver.observe(value)
    }

    /// What a local recorder has observed: a receiver takes single values, of which it has only the sum.
    func passOn(_ count: UInt64, _ sum: Double) { if count == 1 { receiver.observe(sum) } }

    // MARK: Memory

    /// Room for all cells of this process. Touched under `StructureLock`.
    // nonisolated(unsafe): see above.
    nonisolated(unsafe) private static var region = Region()

    private struct Region {
        private var next: UnsafeMutableRawPointer?
        private var end: UnsafeMutableRawPointer?
        private var hasFailed = false

        /// As much as is never used costs nothing.
        private static let largestSize = 256 << 20

        mutating func place() -> UnsafeMutablePointer<ForwardedCell>? {
            if next == nil, !hasFailed { reserve() }
            guard let place = next, let end, place + MemoryLayout<ForwardedCell>.stride <= end else { return nil }
            next = place + MemoryLayout<ForwardedCell>.stride
            return place.bindMemory(to: ForwardedCell.self, capacity: 1)
        }

        private mutating func reserve() {
            hasFailed = true
            guard let region = MappedRegion.reserve() else { return }
            let start = region.start + MappedRegion.fileOffset
            let size = min(Self.largestSize, region.size - MappedRegion.fileOffset)
            guard mprotect(start, size, PROT_READ | PROT_WRITE) == 0 else { return }
            MappedRegion.state(of: UInt(bitPattern: start)).pointee.store(
                MappedRegion.State.forwarding, ordering: .releasing)
            (next, end) = (start, start + size)
        }
    }
}

/// The receiver of one series, which is made at the first record: making it calls code of others.
private final class ForwardTarget: Sendable {
    private let forwarder: any RecordForwarder
    private let name: String
    private let kind: MetricKind
    private let labels: [SeriesLabel]
    /// The address of a `Box`, or 0.
    private let made = Atomic<UInt>(0)

    private final class Box: Sendable {
        let receiver: any RecordReceiver

        init(_ receiver: any RecordReceiver) { self.receiver = receiver }
    }

    init(_ forwarder: any RecordForwarder, _ name: String, _ kind: MetricKind, _ labels: [SeriesLabel]) {
        self.forwarder = forwarder
        self.name = name
        self.kind = kind
        self.labels = labels
    }

    var receiver: any RecordReceiver {
        if let box = Self.box(made.load(ordering: .acquiring)) { return box._withUnsafeGuaranteedRef { $0.receiver } }
        let receiver = forwarder.receiver(of: name, kind, labels: labels.map { ($0.name, $0.value) })
        // Retained for good, as this is.
        let new = Unmanaged.passRetained(Box(receiver))
        let (isOurs, first) = made.compareExchange(
            expected: 0, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
        guard !isOurs, let box = Self.box(first) else { return receiver }
        new.release()
        return box._withUnsafeGuaranteedRef { $0.receiver }
    }

    private static func box(_ address: UInt) -> Unmanaged<Box>? {
        UnsafeRawPointer(bitPattern: address).map { .fromOpaque($0) }
    }
}
