import Synchronization

/// Where a gauge of the shared directory stands: nowhere until it is set, then at a place in a mapped file. A file's
/// entry shows as soon as it is there, so that a gauge that was never set must not have one.
@usableFromInline
@frozen struct MappedGaugeCell: ~Copyable {
    /// The address of value and timestamp, or 0.
    @usableFromInline let place: Atomic<UInt>
    @usableFromInline let isMostRecent: Bool
    /// Where the file is, whose state says whether `place` is in this process' own.
    @usableFromInline let region: UInt
    /// How the entry is made. A `GaugeEntry`, held for good.
    private let entry: UnsafeRawPointer

    static func allocate(isMostRecent: Bool, region: UInt, entry: GaugeEntry) -> UnsafeMutablePointer<MappedGaugeCell> {
        let cell = UnsafeMutablePointer<MappedGaugeCell>.allocate(capacity: 1)
        cell.initialize(
            to: MappedGaugeCell(
                place: Atomic(0), isMostRecent: isMostRecent, region: region,
                entry: UnsafeRawPointer(Unmanaged.passRetained(entry).toOpaque())))
        return cell
    }

    private init(place: consuming Atomic<UInt>, isMostRecent: Bool, region: UInt, entry: UnsafeRawPointer) {
        self.place = place
        self.isMostRecent = isMostRecent
        self.region = region
        self.entry = entry
    }

    /// In a forked child, before the file is its own: the gauge is not set there.
    static func forget(_ cell: UnsafeMutablePointer<MappedGaugeCell>) {
        cell.pointee.place.store(0, ordering: .relaxed)
    }

    @inlinable @inline(__always)
    static func value(at place: UInt) -> UnsafeMutablePointer<Atomic<UInt64>> {
        // An address in a mapping that is never taken away.
        UnsafeMutablePointer(bitPattern: place).unsafelyUnwrapped
    }

    /// The address of value and timestamp, or 0. In a forked child an address of the parent's is not taken: the state is
    /// looked at first, which is the child's own only after all addresses have been forgotten.
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

    /// The value is written before its time: a reader between the two takes the old time for the new value, and never
    /// the old value for the latest.
    @usableFromInline
    static func stamp(_ place: UInt) {
        value(at: place + 8).pointee.store(SystemCall.now.bitPattern, ordering: .releasing)
    }

    @usableFromInline @inline(never)
    static func setFirst(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double) {
        if !makeEntry(cell, value) { set(cell, value) }
    }

    @usableFromInline @inline(never)
    static func addFirst(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ amount: Double) {
        if !makeEntry(cell, amount) { add(cell, amount) }
    }

    /// - Returns: false where another thread came first.
    private static func makeEntry(_ cell: UnsafeMutablePointer<MappedGaugeCell>, _ value: Double) -> Bool {
        // Where a forked child could have no file, what is recorded is dropped.
        guard MappedRegion.isOwn(cell.pointee.region) || MappedRegion.makeOwn(cell.pointee.region) else { return true }
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

/// What the entry of a gauge will be.
final class GaugeEntry: Sendable {
    private let store: MappedStore
    private let kind: MultiprocessFileKind
    private let key: [UInt8]

    init(_ store: MappedStore, _ kind: MultiprocessFileKind, _ key: [UInt8]) {
        self.store = store
        self.kind = kind
        self.key = key
    }

    func append(value: Double, timestamp: Double) -> UnsafeMutableRawPointer? {
        store.appendGauge(key, kind, value: value, timestamp: timestamp)
    }
}
