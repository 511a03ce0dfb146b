#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A shared directory that this process has alone, until this goes away.
struct DirectoryLock: ~Copyable {
    let descriptor: Int32

    /// - Parameter purpose: what needs it, such as "folding".
    init(_ directory: String, for purpose: String) throws(MultiprocessError) {
        let opened = open(directory, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .directory(directory, reason: SystemCall.reason(errno)) }
        guard SystemCall.lockDirectory(opened, LOCK_EX, seconds: 30) else {
            let reason = SystemCall.reason(errno)
            close(opened)
            throw .directory(directory, reason: "it has no lock (\(reason)), which \(purpose) needs")
        }
        // Last: a value that is whole would be ended, and its descriptor closed a second time.
        descriptor = opened
    }

    // Closing drops the lock.
    deinit { close(descriptor) }
}
