// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that is replaced as a whole. Replacing it takes no lock and waits for no thread. Reading it takes
/// `StructureLock`, so one thread reads at a time, and none does in a child that has just been forked.
///
/// One word has the address of the latest version. A writer exchanges it, and frees the version before it unless a reader
/// may have that one in its hands:
///
/// - A reader sets `isRead` before it loads the address, and a writer loads `isRead` after it has exchanged the address.
///   Both are sequentially consistent. So a writer that finds `isRead` unset knows that each later reader loads its new
///   address or one after it, and that each earlier reader has finished.
/// - A writer that finds it set leaves the version before in `replaced`. Readers free what is there when they have
///   finished: what is there has no address that a reader could load, and there is no other reader.
///
/// So the versions that wait to be freed are at most as many as were replaced during one reading. A fork can lose the one
/// version that another thread is replacing at that moment.
// @unchecked: see above. A version is not changed any more once its address has been published, except for `next`,
// which belongs to the thread that has taken the version out.
final class PublishedValue<Value: Sendable>: @unchecked Sendable {
    /// The address of the latest `Version`, or 0.
    private let latest = Atomic<UInt>(0)
    private let isRead = Atomic<Bool>(false)
    /// The address of the first version of a list, or 0. It is taken as a whole, so an address that comes again is
    /// harmless.
    private let replaced = Atomic<UInt>(0)

    private final class Version {
        let value: Value
        var next: UInt = 0

        init(_ value: Value) { self.value = value }
    }

    /// Called during a reading, by tests that replace the value just then.
    var duringRead: (() -> Void)?

    deinit {
        Self.free(latest.load(ordering: .acquiring))
        freeReplaced()
    }

    func replace(_ value: Value?) {
        let new = value.map { UInt(bitPattern: Unmanaged.passRetained(Version($0)).toOpaque()) } ?? 0
        let old = latest.exchange(new, ordering: .sequentiallyConsistent)
        if isRead.load(ordering: .sequentiallyConsistent) { leave(old) } else { Self.free(old) }
    }

    var value: Value? {
        StructureLock.withLock {
            isRead.store(true, ordering: .sequentiallyConsistent)
            let version = Self.version(latest.load(ordering: .sequentiallyConsistent))
            duringRead?()
            let value = version?._withUnsafeGuaranteedRef { $0.value }
            isRead.store(false, ordering: .sequentiallyConsistent)
            freeReplaced()
            return value
        }
    }

    /// The number of versions that wait to be freed, for tests, while no thread replaces or reads.
    var waitingCount: Int {
        var count = 0
        var next = replaced.load(ordering: .acquiring)
        while let version = Self.version(next) {
            count += 1
            next = version._withUnsafeGuaranteedRef { $0.next }
        }
        return count
    }

    private func leave(_ old: UInt) {
        guard let version = Self.version(old) else { return }
        var first = replaced.load(ordering: .relaxed)
        while true {
            version._withUnsafeGuaranteedRef { $0.next = first }
            let (isDone, found) = replaced.compareExchange(
                expected: first, desired: old, ordering: .acquiringAndReleasing)
            if isDone { return }
            first = found
        }
    }

    private func freeReplaced() {
        var next = replaced.exchange(0, ordering: .acquiringAndReleasing)
        while let version = Self.version(next) {
            next = version._withUnsafeGuaranteedRef { $0.next }
            version.release()
        }
    }

    private static func free(_ address: UInt) { version(address)?.release() }

    private static func version(_ address: UInt) -> Unmanaged<Version>? {
        UnsafeRawPointer(bitPattern: address).map { .fromOpaque($0) }
    }
}
