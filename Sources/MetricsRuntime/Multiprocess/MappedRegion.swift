// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// A piece of address space for one file of the shared directory. It begins at a multiple of `size`, so its beginning
/// follows from the address of any value in the file:
///
///     state | the `MappedFile` | when to try again | … | the file, from `fileOffset` on
///
/// The state says whether this process has a file of its own. There is none before the first entry, and in a forked
/// child before it records. Every recorder tests the state first, and the first one makes the file. A process that
/// never sets a gauge leaves no file of gauges, and a child that only calls `exec` leaves no file at all.
@usableFromInline
enum MappedRegion {
    @inlinable static var size: Int { 1 << 31 }
    /// A multiple of every possible page size.
    static let fileOffset = 65_536

    enum State {
        /// Recorders write into the mapping. Must be 0, which is what they compare with.
        static let own: UInt32 = 0
        /// Nothing has been recorded yet.
        static let unmade: UInt32 = 1
        /// The file could not be made: what is recorded is dropped until it can.
        static let failed: UInt32 = 2
        /// There is no file, and never will be: the region has the cells of forwarded series (`ForwardedCell`).
        static let forwarding: UInt32 = 3
    }

    // MARK: What recording needs

    @inlinable @inline(__always)
    static func state(of place: UInt) -> UnsafeMutablePointer<Atomic<UInt32>> {
        // The beginning of the region, which is mapped for the life of the process.
        UnsafeMutablePointer(bitPattern: place & ~UInt(bitPattern: size &- 1)).unsafelyUnwrapped
    }

    /// Whether a value's file belongs to this process. One load, of a word that changes once in a forked child.
    @inlinable @inline(__always)
    static func isOwn(_ place: UInt) -> Bool { state(of: place).pointee.load(ordering: .acquiring) == 0 }

    /// Makes a file that recorders find missing. After a failure this does nothing for a second, and takes no lock: a
    /// full disk must not slow down every call.
    ///
    /// - Returns: Whether there is one to record into.
    @usableFromInline @inline(never)
    static func makeOwn(_ place: UInt) -> Bool {
        let state = state(of: place)
        if state.pointee.load(ordering: .acquiring) == State.failed,
            SystemCall.uptime < Double(bitPattern: nextAttempt(state).pointee.load(ordering: .relaxed))
        {
            return false
        }
        return StructureLock.withLock {
            file(of: UnsafeMutableRawPointer(state))._withUnsafeGuaranteedRef { $0.makeOwn() }
        }
    }

    private static func nextAttempt(_ state: UnsafeMutablePointer<Atomic<UInt32>>) -> UnsafeMutablePointer<
        Atomic<UInt64>
    > {
        (UnsafeMutableRawPointer(state) + 16).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// The file could not be made. Under `StructureLock`.
    static func setFailed(_ state: UnsafeMutablePointer<Atomic<UInt32>>) {
        nextAttempt(state).pointee.store((SystemCall.uptime + 1).bitPattern, ordering: .relaxed)
        state.pointee.store(State.failed, ordering: .releasing)
    }

    // MARK: Making one

    /// Address space without memory. If a process' address space is limited, it has room for a smaller file.
    static func reserve() -> (start: UnsafeMutableRawPointer, size: Int)? {
        var size = size
        while size >= fileOffset + EntryFormat.initialSize {
            if let start = reserve(size) {
                guard mprotect(start, fileOffset, PROT_READ | PROT_WRITE) == 0 else {
                    munmap(start, size)
                    return nil
                }
                return (start, size)
            }
            size /= 2
        }
        return nil
    }

    private static func reserve(_ length: Int) -> UnsafeMutableRawPointer? {
        guard let somewhere = map(nil, length) else { return nil }
        if UInt(bitPattern: somewhere) % UInt(size) == 0 { return somewhere }
        munmap(somewhere, length)
        // The system takes an address as a wish, and grants it if it is free.
        var wish = UInt(bitPattern: somewhere) & ~UInt(bitPattern: size - 1)
        for _ in 0..<1024 where wish > 0 {
            guard let found = map(UnsafeMutableRawPointer(bitPattern: wish), length) else { return nil }
            if UInt(bitPattern: found) == wish { return found }
            munmap(found, length)
            wish -= UInt(size)
        }
        return nil
    }

    private static func map(_ wish: UnsafeMutableRawPointer?, _ length: Int) -> UnsafeMutableRawPointer? {
        let found = mmap(wish, length, PROT_NONE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0)
        return found == MAP_FAILED ? nil : found
    }

    static func setFile(_ file: MappedFile, of start: UnsafeMutableRawPointer) {
        // Not retained: the store keeps it for good.
        start.storeBytes(
            of: Unmanaged.passUnretained(file).toOpaque(), toByteOffset: 8, as: UnsafeMutableRawPointer.self)
    }

    private static func file(of start: UnsafeMutableRawPointer) -> Unmanaged<MappedFile> {
        .fromOpaque(start.load(fromByteOffset: 8, as: UnsafeMutableRawPointer.self))
    }
}
