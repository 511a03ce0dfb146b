// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a gauge in a shared directory: nothing until it is set, then a place in a mapped file. An entry of a
/// file is visible immediately, so a gauge that was never set must not have one.
@usableFromInline
@frozen struct MappedGaugeCell: ~Copyable {
    /// The address of value and timestamp, or 0.
    @usableFromInline let place: Atomic<UInt>
    @usableFromInline let isMostRecent: Bool
    /// The file's region, whose state says whether `place` is in a file of this process.
    @usableFromInline let region: UInt
    /// How the entry is made: a `GaugeEntry`, retained for good.
    private let entry: UnsafeRawPointer

    static func allocate(isMostRecent: Bool, region: UInt, entry: GaugeEntry) -> UnsafeMutablePointer<MappedGaugeCell> {
        let cell = UnsafeMutablePointer<MappedGaugeCell>.allocate(capacity: 1)
        cell.initialize(
            to: MappedGaugeCell(
                place: Atomic(0), isMostRecent: isMostRecent, region: region,
                entry: UnsafeRawPointer(Unmanaged.passRetained(entry).toOpaque())))
        return cell
    }

    /// The cell of a gauge that is forwarded.
    static func allocate(forwardingTo place: UnsafeMutableRawPointer) -> UnsafeMutablePointer<MappedGaugeCell> {
        let cell = UnsafeMutablePointer<MappedGaugeCell>.allocate(capacity: 1)
        // An address in the region leads to its state. There never is an entry.
        cell.initialize(
            to: MappedGaugeCell(
                place: Atomic(0), isMostRecent: false, region: UInt(bitPattern: place), entry: UnsafeRawPointer(place)))
        return cell
    }

    private init(place: consuming Atomic<UInt>, isMostRecent: Bool, region: UInt, entry: UnsafeRawPointer) {
        self.place = place
        self.isMostRecent = isMostRecent
        self.region = region
        self.entry = entry
    }

    /// Gives a gauge that has a value from the start its entry. Under `StructureLock`, with a file.
    static func makeInitialEntry(_ cell: UnsafeMutablePointer<MappedGaugeCell>) {
        let entry = Unmanaged<GaugeEntry>.fromOpaque(cell.pointee.entry).takeUnretainedValue()
        guard let initial = entry.initial, cell.pointee.place.load(ordering: .relaxed) == 0 else { return }
        let time = cell.pointee.isMostRecent ? MergeRules.timeOfInitialValue : 0
        if let place = entry.append(value: initial, timestamp: time) {
            cell.pointee.place.store(UInt(bitPattern: place), ordering: .releasing)
        }
    }

    /// Runs in a forked child before it has a file of its own: the gauge is not set there.
    static func forget(_ cell: UnsafeMutablePointer<MappedGaugeCell>) {
        cell.pointee.place.store(0, ordering: .relaxed)
    }

    @inlinable @inline(__always)
    static func value(at place: UInt) -> UnsafeMutablePointer<Atomic<UInt64>> {
        // An address in a mapping that is never taken away.
        UnsafeMutablePointer(bitPattern: place).unsafelyUnwrapped
    }

    /// The address of value and timestamp, or 0. A forked child doesn't use an address of the parent's: it looks at
    /// the state first, which becomes its own only after all addresses have been forgotten.
    @inlinable @inline(__always)
    static func ownPlace(_ cell: UnsafeMutablePointer<MappedGaugeCell>) -> UInt {
        guard MappedRegion.isOwn(cell.pointee.region) else { return 0 }
        return cell.pointee.place.load(ordering: .acquiring)
    }

    @inlinable
    static func set(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double) {
        let place = ownPlace(cell)
        guard place != 0 else { return setFirst(cell, value) }
        self.value(at: place).pointee.store(value.bitPattern, ordering: .relaxed)
        if cell.pointee.isMostRecent { stamp(place) }
    }

    @inlinable
    static func add(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ amount: Double) {
        let place = ownPlace(cell)
        guard place != 0 else { return addFirst(cell, amount) }
        value(at: place).pointee.addDouble(amount)
        if cell.pointee.isMostRecent { stamp(place) }
    }

    /// Whether its file belongs to this process, or could be made. It has an entry then if it has an initial value.
    static func makeOwn(_ cell: UnsafeMutablePointer<MappedGaugeCell>) -> Bool {
        MappedRegion.isOwn(cell.pointee.region) || MappedRegion.makeOwn(cell.pointee.region)
    }

    /// nil if it has no entry.
    static func value(of cell: UnsafeMutablePointer<MappedGaugeCell>) -> Double? {
        let place = ownPlace(cell)
        return place == 0 ? nil : Double(bitPattern: value(at: place).pointee.load(ordering: .relaxed))
    }

    /// Sets one of several gauges that change together. Does nothing if it has no entry.
    static func set(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double, at time: Double) {
        let place = ownPlace(cell)
        guard place != 0 else { return }
        self.value(at: place).pointee.store(value.bitPattern, ordering: .relaxed)
        if cell.pointee.isMostRecent { stamp(place, time) }
    }

    /// To readers, the gauge was never set. Only for one that is merged by the latest time.
    static func withdraw(_ cell: UnsafeMutablePointer<MappedGaugeCell>) {
        let place = ownPlace(cell)
        if place != 0 { stamp(place, 0) }
    }

    /// The value is written before its time: a reader between the two combines the new value with the old time, and
    /// never the old value with the latest time.
    @usableFromInline
    static func stamp(_ place: UInt) { stamp(place, SystemCall.now) }

    private static func stamp(_ place: UInt, _ time: Double) {
        value(at: place + 8).pointee.store(time.bitPattern, ordering: .releasing)
    }

    @usableFromInline @inline(never)
    static func setFirst(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double) {
        if let forwarded = ForwardedCell.at(cell.pointee.region) { return forwarded.set(value) }
        if !makeEntry(cell, value) { set(cell, value) }
    }

    @usableFromInline @inline(never)
    static func addFirst(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ amount: Double) {
        if let forwarded = ForwardedCell.at(cell.pointee.region) { return forwarded.add(amount) }
        if !makeEntry(cell, amount) { add(cell, amount) }
    }

    /// - Returns: `false` if another thread came first.
    private static func makeEntry(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double) -> Bool {
        // If a forked child can't make its file, what it records is dropped.
        guard makeOwn(cell) else { return true }
        return StructureLock.withLock {
            guard cell.pointee.place.load(ordering: .relaxed) == 0 else { return false }
            let entry = Unmanaged<GaugeEntry>.fromOpaque(cell.pointee.entry).takeUnretainedValue()
            if let place = entry.append(value: value, timestamp: cell.pointee.isMostRecent ? SystemCall.now : 0) {
                cell.pointee.place.store(UInt(bitPattern: place), ordering: .releasing)
            }
            return true
        }
    }
}

/// The entry that a gauge will get.
final class GaugeEntry: Sendable {
    private let store: MappedStore
    private let kind: MultiprocessFileKind
    private let key: [UInt8]
    let initial: Double?

    init(_ store: MappedStore, _ kind: MultiprocessFileKind, _ key: [UInt8], initial: Double?) {
        self.store = store
        self.kind = kind
        self.key = key
        self.initial = initial
    }

    func append(value: Double, timestamp: Double) -> UnsafeMutableRawPointer? {
        store.appendGauge(key, kind, value: value, timestamp: timestamp)
    }
}
