// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// @unchecked: the pointer leads to an atomic, or to an object that synchronises itself, and is never freed.
// A forked child has a copy of it; where it is in a file, it gets files of its own before other code runs.
/// The states of something that hold, for which generated code has an enum. The first holds at the start. Like every
/// handle, it is one pointer and trivial to copy; setting a state is a plain store.
/// In a shared directory it is a step for each state.
@frozen public struct StateSet<State: RawRepresentable<UInt8> & Sendable>: @unchecked Sendable {
    @usableFromInline let cell: UnsafeMutableRawPointer?

    @inlinable init(_ cell: UnsafeMutableRawPointer?) { self.cell = cell }

    /// The raw value is the state's position. There are at most 64.
    @inlinable @inline(__always)
    static func bit(of state: State) -> UInt64 { 1 &<< UInt64(state.rawValue) }

    /// The memory of a handle that `HandleTag.isInMemory` accepts.
    @inlinable @inline(__always)
    static func states(_ cell: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<StateSetCell> {
        cell.unsafelyUnwrapped.assumingMemoryBound(to: StateSetCell.self)
    }

    /// Makes this state the only one that holds.
    @inlinable public func set(_ state: State) {
        let bit = Self.bit(of: state)
        guard HandleTag.isInMemory(stateSet: cell) else {
            return changeSharedStates(cell, keeping: 0, adding: bit)
        }
        Self.states(cell).pointee.states.store(bit, ordering: .relaxed)
    }

    /// Makes these the only states that hold.
    @inlinable public func set(_ states: some Sequence<State>) {
        let bits = states.reduce(0) { $0 | Self.bit(of: $1) }
        guard HandleTag.isInMemory(stateSet: cell) else {
            return changeSharedStates(cell, keeping: 0, adding: bits)
        }
        Self.states(cell).pointee.states.store(bits, ordering: .relaxed)
    }

    /// Makes one state hold, or not; the others stay as they are.
    @inlinable public func set(_ state: State, to holds: Bool) {
        let bit = Self.bit(of: state)
        guard HandleTag.isInMemory(stateSet: cell) else {
            return changeSharedStates(cell, keeping: ~bit, adding: holds ? bit : 0)
        }
        if holds {
            Self.states(cell).pointee.states.bitwiseOr(bit, ordering: .relaxed)
        } else {
            Self.states(cell).pointee.states.bitwiseAnd(~bit, ordering: .relaxed)
        }
    }
}
