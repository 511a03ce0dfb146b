// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to an atomic that is never freed.
// A forked child has a copy of it.
/// The states of something that hold, for which generated code has an enum. The first holds at the start. Like every
/// handle, it is one pointer and trivial to copy; setting a state is a plain store.
@frozen public struct StateSet<State: RawRepresentable<UInt8> & Sendable>: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    @usableFromInline
    var memory: UnsafeMutablePointer<StateSetCell>? {
        @inlinable @inline(__always) get { cell?.assumingMemoryBound(to: StateSetCell.self) }
    }

    /// The raw value is the state's position. There are at most 64.
    @inlinable @inline(__always)
    static func bit(of state: State) -> UInt64 { 1 &<< UInt64(state.rawValue) }

    /// Makes this state the only one that holds.
    @inlinable public func set(_ state: State) {
        memory?.pointee.states.store(Self.bit(of: state), ordering: .relaxed)
    }

    /// Makes these the only states that hold.
    @inlinable public func set(_ states: some Sequence<State>) {
        memory?.pointee.states.store(states.reduce(0) { $0 | Self.bit(of: $1) }, ordering: .relaxed)
    }

    /// Makes one state hold, or not; the others stay as they are.
    @inlinable public func set(_ state: State, to holds: Bool) {
        if holds {
            memory?.pointee.states.bitwiseOr(Self.bit(of: state), ordering: .relaxed)
        } else {
            memory?.pointee.states.bitwiseAnd(~Self.bit(of: state), ordering: .relaxed)
        }
    }
}
