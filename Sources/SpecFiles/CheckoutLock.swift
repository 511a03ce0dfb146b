// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Held by a run that writes into a package or another directory of outputs: of several runs at once, each begins when
/// the one before it has ended. The last one reads the newest spec, and its outputs stay.
///
/// It is on the directory itself, which leaves no file behind, and ends with the process. Where the file
/// system has no such locks there is none: every file is replaced whole all the same.
package final class CheckoutLock: Sendable {
    private let descriptors: [Int32]

    /// Waits for a run that has one of these directories.
    ///
    /// - Parameter announceWait: called once where that takes longer than a run should.
    package init(_ directories: some Sequence<String>, announceWait: () -> Void = {}) {
        var attempts = 200
        descriptors = Self.opened(directories)
        for descriptor in descriptors {
            while attempts > 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                // A file system without such locks.
                guard errno == EWOULDBLOCK || errno == EINTR else { break }
                usleep(10_000)
                attempts -= 1
                if attempts == 0 { announceWait() }
            }
            while attempts == 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        }
    }

    /// The directories that exist, each once: a second lock on one directory would wait for the first.
    ///
    /// - Returns: Always in the same order, so two runs over the same directories don't wait for each other.
    private static func opened(_ directories: some Sequence<String>) -> [Int32] {
        var found: [(device: UInt64, inode: UInt64, descriptor: Int32)] = []
        for directory in Set(directories) {
            let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            var status = stat()
            guard fstat(descriptor, &status) == 0 else {
                close(descriptor)
                continue
            }
            let place = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
            guard !found.contains(where: { ($0.device, $0.inode) == place }) else {
                close(descriptor)
                continue
            }
            found.append((place.0, place.1, descriptor))
        }
        return found.sorted { ($0.device, $0.inode) < ($1.device, $1.inode) }.map(\.descriptor)
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
