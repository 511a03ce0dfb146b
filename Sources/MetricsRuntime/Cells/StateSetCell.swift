import Synchronization

/// Which states hold: a bit each, so that they change together and a scrape never sees half a change.
@usableFromInline
@frozen struct StateSetCell: ~Copyable {
    @usableFromInline let states: Atomic<UInt64>

    /// The first state holds at the start.
    static let start: UInt64 = 1

    init() { states = Atomic(Self.start) }
}
