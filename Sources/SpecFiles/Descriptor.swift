// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A directory that is open, to look names up in, until this goes away.
final class Descriptor: Sendable {
    let number: Int32

    // To go through a directory takes the permission to search it; to read it takes another one, which it may not give.
    // On Linux that is `O_PATH`, which Glibc's header has for C with GNU's extensions alone; it has this value on every
    // processor that Swift has.
    #if os(Linux) || os(Android)
        private static let searching: Int32 = 0o10_000_000
    #else
        private static let searching = O_RDONLY
    #endif

    /// - Parameter name: looked up in `directory`; only a name by itself, and where that is the working directory a path
    ///   that somebody named, which is opened with the links that it has.
    init(directory name: String, in directory: Int32, shown: String) throws(FileError) {
        let links = directory == AT_FDCWD ? 0 : O_NOFOLLOW
        number = openat(directory, name, Self.searching | O_DIRECTORY | O_CLOEXEC | links)
        guard number >= 0 else { throw FileError(shown, errno: errno) }
    }

    deinit { close(number) }

    /// The target of a link; nil if it isn't a link or doesn't exist.
    func link(_ name: String, shown: String) throws(FileError) -> String? {
        let size = Int(PATH_MAX)
        return try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer throws(FileError) in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlinkat(number, name, base, size)
            if count >= 0 { return String(decoding: buffer[..<count], as: UTF8.self) }
            guard errno == EINVAL || errno == ENOENT else { throw FileError(shown, errno: errno) }
            return nil
        }
    }

    func makeDirectory(_ name: String, shown: String) throws(FileError) {
        guard mkdirat(number, name, 0o777) == 0 || errno == EEXIST else { throw FileError(shown, errno: errno) }
    }

    /// What a name stands for, a link for itself; nil where it isn't there.
    func status(of name: String, shown: String) throws(FileError) -> stat? {
        var status = stat()
        if fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw FileError(shown, errno: errno) }
        return nil
    }
}
