// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A lock on a shared directory, exclusive or shared with other readers, held as long as this value exists. Never
/// taken under `StructureLock`: another process may have been suspended while it holds it.
struct DirectoryLock: ~Copyable {
    // Closing it drops the lock.
    private let directory: Descriptor

    var descriptor: Int32 { directory.number }

    /// Exclusive.
    ///
    /// - Parameter purpose: What needs it, such as "folding".
    init(_ path: String, for purpose: String) throws(MultiprocessError) {
        guard let opened = Descriptor(path, O_RDONLY) else {
            throw .directory(path, reason: SystemCall.reason(errno))
        }
        guard SystemCall.lockDirectoryAlone(opened.number, seconds: 30) else {
            throw .directory(path, reason: "it has no lock (\(SystemCall.reason(errno))), which \(purpose) needs")
        }
        directory = opened
    }

    /// Shared with other readers.
    ///
    /// - Returns: nil if another process has had the directory exclusively for 5 seconds.
    init?(reading directory: consuming Descriptor) {
        guard SystemCall.lockDirectoryShared(directory.number, seconds: 5) else { return nil }
        self.directory = directory
    }
}
