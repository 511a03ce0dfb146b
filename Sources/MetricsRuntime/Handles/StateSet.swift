import Synchronization

/// Which of the states of something hold; generated code has an enum of them. The first holds at the start. Like every
/// handle one pointer, trivial to copy; `set` of a state is a plain store.
// @unchecked: the pointer leads to an atomic that is never freed.
@frozen public struct StateSet<State: RawRepresentable<UInt8> & Sendable>: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    @usableFromInline
    var memory: UnsafeMutablePointer<StateSetCell>? {
        @inlinable @inline(__always) get { cell?.assumingMemoryBound(to: StateSetCell.self) }
    }

    /// Its place among the states is the raw value, of which there are at most 64.
    @inlinable @inline(__always)
    static func bit(of state: State) -> UInt64 { 1 &<< UInt64(state.rawValue) }

    /// This state holds, and no other.
    @inlinable public func set(_ state: State) {
        memory?.pointee.states.store(Self.bit(of: state), ordering: .relaxed)
    }

    /// These states hold, and no others.
    @inlinable public func set(_ states: some Sequence<State>) {
        memory?.pointee.states.store(states.reduce(0) { $0 | Self.bit(of: $1) }, ordering: .relaxed)
    }

    /// One state begins to hold, or ends; the others stay as they are.
    @inlinable public func set(_ state: State, to holds: Bool) {
        if holds {
            memory?.pointee.states.bitwiseOr(Self.bit(of: state), ordering: .relaxed)
        } else {
            memory?.pointee.states.bitwiseAnd(~Self.bit(of: state), ordering: .relaxed)
        }
    }
}
