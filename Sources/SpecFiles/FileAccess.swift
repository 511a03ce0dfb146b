// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Files at places that a person named, opened as the system opens them. What a repository names goes through a
/// `FileTree`.
///
/// POSIX alone: Foundation would triple the start-up time.
package enum FileAccess {
    /// Where a path leads when all links are followed; nil where it leads nowhere.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What is at a path, with links followed; nil if nothing is there.
    package static func kind(of path: String) throws(FileError) -> FileTree.Kind? {
        var status = stat()
        if stat(path, &status) == 0 { return FileTree.Kind(status) }
        let error = FileError(path, errno: errno)
        guard error.isMissing else { throw error }
        return nil
    }

    /// A place that somebody named.
    package static func read(_ path: String, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
        try OpenFile(reading: path).bytes(limit: limit)
    }

    /// Puts a whole file at a place that somebody named; a link stays, and its target is replaced.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let path = resolved(path) ?? path
        let directory = Path.directory(of: path)
        try makeDirectory(directory)
        guard let name = PackagePath(Path.name(of: path)) else { throw FileError(path, errno: EISDIR) }
        try FileTree(directory).replace(name, with: bytes)
    }

    /// Writes a file at a place that somebody named, and where nothing is yet: no file, no link.
    package static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        let directory = Path.directory(of: path)
        try makeDirectory(directory)
        guard let name = PackagePath(Path.name(of: path)) else { throw FileError(path, errno: EISDIR) }
        try FileTree(directory).create(name, bytes)
    }

    /// Makes a directory that somebody named, and those that lead to it.
    package static func makeDirectory(_ path: String) throws(FileError) {
        guard !path.isEmpty, !exists(path) else { return }
        try makeDirectory(Path.directory(of: path))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError(path, errno: errno) }
    }

    package static func workingDirectory() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}
