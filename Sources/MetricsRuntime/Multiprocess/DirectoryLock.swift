import CLibrary

/// A shared directory that this process has alone, or shares with others that read, until this goes away. Never taken
/// under `StructureLock`: another process may have stopped while it holds it.
struct DirectoryLock: ~Copyable {
    // Closing it drops the lock.
    private let directory: Descriptor

    var descriptor: Int32 { directory.number }

    /// Alone.
    ///
    /// - Parameter purpose: what needs it, such as "folding".
    init(_ path: String, for purpose: String) throws(MultiprocessError) {
        guard let opened = Descriptor(path, O_RDONLY) else {
            throw .directory(path, reason: SystemCall.reason(errno))
        }
        guard SystemCall.lockDirectoryAlone(opened.number, seconds: 30) else {
            throw .directory(path, reason: "it has no lock (\(SystemCall.reason(errno))), which \(purpose) needs")
        }
        directory = opened
    }

    /// Together with others that read.
    ///
    /// - Returns: nil where somebody has had the directory alone for 5 seconds.
    init?(reading directory: consuming Descriptor) {
        guard SystemCall.lockDirectoryShared(directory.number, seconds: 5) else { return nil }
        self.directory = directory
    }
}
