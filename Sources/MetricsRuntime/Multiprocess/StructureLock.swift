#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The one lock for everything that makes series, finds files or forks; recording never takes it.
///
/// There is one for the whole process, so that a fork can hold it: a forked child has only the thread that forked, and a
/// lock that another thread held would stay locked in it for ever. The same thread may take it again.
enum StructureLock {
    // nonisolated(unsafe): written once, when it is first used; the mutex synchronises itself.
    nonisolated(unsafe) private static let mutex: UnsafeMutablePointer<pthread_mutex_t> = {
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        initialize(mutex)
        // Closures without captures: they are C functions.
        pthread_atfork(
            { pthread_mutex_lock(StructureLock.mutex) },
            { pthread_mutex_unlock(StructureLock.mutex) },
            {
                // The thread that holds it has another identity here, and may not unlock it.
                StructureLock.initialize(StructureLock.mutex)
                MappedStore.restartAllAfterFork()
            })
        return mutex
    }()

    private static func initialize(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) {
        mutex.initialize(to: pthread_mutex_t())
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
        pthread_mutex_init(mutex, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    static func withLock<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }
}
