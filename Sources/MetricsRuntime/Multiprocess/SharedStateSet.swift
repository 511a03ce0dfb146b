// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A stateset of the shared directory: a gauge for each state, of which the first is 1 at the start.
///
/// A scrape can see a change half done. All states of a change get one time, so the most recent change of all
/// processes is that of one process.
// @unchecked: `cells` never changes, and what it leads to is only changed here under `StructureLock`, which a fork holds.
final class SharedStateSet: @unchecked Sendable {
    private let cells: [UnsafeMutablePointer<MappedGaugeCell>]

    private init(_ cells: [UnsafeMutablePointer<MappedGaugeCell>]) { self.cells = cells }

    /// What handles point to. Never freed: they keep no count of references.
    static func allocate(_ cells: [UnsafeMutablePointer<MappedGaugeCell>]) -> UnsafeMutableRawPointer {
        HandleTag.shared(stateSet: Unmanaged.passRetained(SharedStateSet(cells)).toOpaque())
    }

    /// Two threads that change it at the same time must not mix their states.
    fileprivate func change(_ kept: UInt64, _ added: UInt64) {
        StructureLock.withLock {
            // The file of a forked child has the states of the start. Without a file, what is recorded is dropped.
            guard let first = cells.first, MappedGaugeCell.makeOwn(first) else { return }
            let holding = cells.enumerated().reduce(0 as UInt64) { bits, cell in
                MappedGaugeCell.value(of: cell.element) == 1 ? bits | 1 &<< UInt64(cell.offset) : bits
            }
            let states = holding & kept | added
            let time = SystemCall.now
            for (position, cell) in cells.enumerated() {
                MappedGaugeCell.set(cell, Double(states &>> UInt64(position) & 1), at: time)
            }
        }
    }
}

/// Changes the states that hold: of those that do, only `kept` can stay. Does nothing for a hidden metric.
///
/// Not a method of the class: a call that needs no metadata is a jump at the end, so setting a state in memory saves no
/// registers.
@usableFromInline @inline(never)
func changeSharedStates(_ handle: UnsafeMutableRawPointer?, keeping kept: UInt64, adding added: UInt64) {
    guard let object = HandleTag.sharedStateSet(handle) else { return }
    Unmanaged<SharedStateSet>.fromOpaque(object)._withUnsafeGuaranteedRef { $0.change(kept, added) }
}
