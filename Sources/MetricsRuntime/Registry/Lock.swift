// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// A value behind a lock. `Synchronization.Mutex` would do, but Thread Sanitizer doesn't know it and reports every
/// access as a race.
///
/// A forked child starts again with a new value: another thread of the parent may have been in the middle of changing
/// this one, and its lock would stay locked. So use it for values that can be made again, such as a cache. What a
/// child needs of its parent belongs under `StructureLock`.
// @unchecked: a value is touched only while its mutex is held, and none of a parent's is touched in a child.
package final class Lock<Value: ~Copyable>: @unchecked Sendable {
    private let fresh: @Sendable () -> Value
    /// The address of the `Holder` of this process.
    private let holder: Atomic<UInt>

    private final class Holder {
        let generation: UInt32
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        var value: Value

        init(_ value: consuming Value, generation: UInt32) {
            self.value = value
            self.generation = generation
            mutex.initialize(to: pthread_mutex_t())
            let status = pthread_mutex_init(mutex, nil)
            precondition(status == 0, "a mutex could not be made (error \(status))")
        }

        deinit {
            pthread_mutex_destroy(mutex)
            mutex.deallocate()
        }
    }

    /// - Parameter fresh: Makes the value, also in every forked child that uses it.
    package init(_ fresh: @autoclosure @escaping @Sendable () -> Value) {
        StructureLock.prepareForForks()
        self.fresh = fresh
        let first = Holder(fresh(), generation: StructureLock.generation.load(ordering: .relaxed))
        holder = Atomic(UInt(bitPattern: Unmanaged.passRetained(first).toOpaque()))
    }

    deinit {
        let last = Self.unmanaged(holder.load(ordering: .acquiring))
        // What a parent's thread may have left half done is never used, not even to free it.
        let isOurs = last._withUnsafeGuaranteedRef {
            $0.generation == StructureLock.generation.load(ordering: .relaxed)
        }
        if isOurs { last.release() }
    }

    package func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        let holder = ownHolder()
        pthread_mutex_lock(holder.mutex)
        defer { pthread_mutex_unlock(holder.mutex) }
        return try body(&holder.value)
    }

    private func ownHolder() -> Holder {
        let generation = StructureLock.generation.load(ordering: .relaxed)
        var address = holder.load(ordering: .acquiring)
        while true {
            let current = Self.unmanaged(address).takeUnretainedValue()
            if current.generation == generation { return current }
            // The first use after a fork. The parent's value is left where it is.
            let new = Unmanaged.passRetained(Holder(fresh(), generation: generation))
            let (isOurs, found) = holder.compareExchange(
                expected: address, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
            if isOurs { return new.takeUnretainedValue() }
            new.release()
            address = found
        }
    }

    private static func unmanaged(_ address: UInt) -> Unmanaged<Holder> {
        // Never 0: it comes from `passRetained`.
        .fromOpaque(UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped)
    }
}
