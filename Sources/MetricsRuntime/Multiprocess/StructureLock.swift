// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// The only lock for making series, opening files and forking. Recording into an existing series never takes it.
///
/// There is one for the whole process, which a fork can hold. A forked child has only the thread that forked, and a
/// lock that another thread held would stay locked in it for ever. Every other lock of ours is a `Lock`, which starts
/// again in a child. The same thread may take this one again.
///
/// It is held for short steps only. Code under it doesn't wait for the lock of a file and doesn't call a user's code:
/// reports are collected, and delivered when the lock has been released.
enum StructureLock {
    /// The number of forks between this process and the one that loaded the runtime.
    static let generation = Atomic<UInt32>(0)

    // nonisolated(unsafe), all three: written once or under the mutex. A forked child has them as the thread that forked
    // left them, since the fork holds the mutex.
    nonisolated(unsafe) private static var depth = 0
    nonisolated(unsafe) private static var reports: [() -> Void] = []
    nonisolated(unsafe) private static let mutex: UnsafeMutablePointer<pthread_mutex_t> = {
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        initialize(mutex)
        // The handler in the child needs them ready: it can't wait for a thread that is making them.
        _ = (generation.load(ordering: .relaxed), depth, reports.count)
        OpenDescriptors.prepare()
        MappedStore.prepareForForks()
        // Closures without captures: they are C functions.
        pthread_atfork(
            { pthread_mutex_lock(StructureLock.mutex) },
            { pthread_mutex_unlock(StructureLock.mutex) },
            { StructureLock.restartAfterFork() })
        return mutex
    }()

    private static func restartAfterFork() {
        // The thread that holds it has another identity here, and may not unlock it.
        initialize(mutex)
        depth = 0
        // The parent delivers the reports of its other threads.
        reports.removeAll()
        generation.wrappingAdd(1, ordering: .relaxed)
        OpenDescriptors.closeAllAfterFork()
        MappedStore.restartAllAfterFork()
    }

    private static func initialize(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) {
        mutex.initialize(to: pthread_mutex_t())
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
        pthread_mutex_init(mutex, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    /// Makes sure that a fork from here on is noticed.
    static func prepareForForks() { _ = mutex }

    static func withLock<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        depth += 1
        defer { release() }
        return try body()
    }

    /// Calls a user's code once the lock has been released by this thread. Under the lock.
    static func afterwards(_ report: @escaping () -> Void) { reports.append(report) }

    private static func release() {
        depth -= 1
        var due: [() -> Void] = []
        // The thread that collected them delivers them: no other thread has had the lock in between.
        if depth == 0, !reports.isEmpty { swap(&due, &reports) }
        pthread_mutex_unlock(mutex)
        for report in due { report() }
    }
}
