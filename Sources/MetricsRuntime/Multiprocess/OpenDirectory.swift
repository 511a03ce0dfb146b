// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A directory whose files are reached by their names alone. The kernel walks no path for each of them, and all of them
/// are in one directory, whatever becomes of its path meanwhile.
final class OpenDirectory: Sendable {
    let path: String
    // Closes it.
    private let opened: Descriptor?
    /// -1 where the directory could not be opened, which is an error of every call.
    let descriptor: Int32

    init(_ path: String) {
        self.path = path
        if let directory = Descriptor(path, O_RDONLY | O_DIRECTORY) {
            descriptor = directory.number
            opened = consume directory
        } else {
            descriptor = -1
            opened = nil
        }
    }

    func path(of name: String) -> String { "\(path)/\(name)" }

    func open(_ name: String, _ flags: Int32, mode: mode_t = 0) -> Descriptor? {
        Descriptor(name, flags, mode: mode, in: descriptor)
    }

    /// - Returns: whether it is done. `errno` says why not.
    func rename(_ name: String, to other: String) -> Bool { renameat(descriptor, name, descriptor, other) == 0 }

    /// - Returns: 0 or the number of an error, EEXIST where the name is taken.
    func renameWithoutReplacing(_ name: String, to other: String) -> Int32 {
        SystemCall.renameWithoutReplacing(name, to: other, in: descriptor)
    }

    /// - Returns: whether it is done. `errno` says why not.
    @discardableResult
    func remove(_ name: String) -> Bool { unlinkat(descriptor, name, 0) == 0 }

    /// Of the file itself, also where it is a link; nil where there is none.
    func inode(of name: String) -> UInt64? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return UInt64(status.st_ino)
    }
}
