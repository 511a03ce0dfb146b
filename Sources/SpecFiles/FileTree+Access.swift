// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

extension FileTree {
    package enum Kind {
        case file, directory, link, other

        init(_ status: stat) {
            switch status.st_mode & S_IFMT {
            case S_IFREG: self = .file
            case S_IFDIR: self = .directory
            case S_IFLNK: self = .link
            default: self = .other
            }
        }
    }

    /// Nil where there is nothing.
    package func kind(of path: PackagePath, followingLast: Bool = true) throws(FileError) -> Kind? {
        try status(of: path, followingLast: followingLast).map(Kind.init)
    }

    package func exists(_ path: PackagePath) -> Bool { (try? kind(of: path)) != nil }

    /// Whether a path is that of a directory, or of nothing; not of what can't be seen.
    package func isNoFile(_ path: PackagePath) -> Bool {
        do throws(FileError) {
            let kind = try kind(of: path, followingLast: false)
            return kind == nil || kind == .directory
        } catch {
            return error.kind == .missing
        }
    }

    package func open(_ path: PackagePath) throws(FileError) -> OpenFile {
        try OpenFile(reading: place(of: path), shown: shown(path))
    }

    package func read(_ path: PackagePath, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
        try open(path).bytes(limit: limit)
    }

    /// The names in a directory, sorted by their bytes, without `.` and `..`; nil for the tree's own.
    package func names(in path: PackagePath?) throws(FileError) -> [String] {
        let shown = path.map(shown) ?? self.path
        let place = if let path { try self.place(of: path) } else { root }
        let descriptor = openat(
            place.directory.number, place.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, let directory = fdopendir(descriptor) else { throw FileError(shown, errno: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Puts a whole file in place. A reader sees the old bytes or the new ones, and a failure leaves the old ones.
    ///
    /// - Parameter isOutput: whether a repository chooses the place.
    package func replace(_ path: PackagePath, with bytes: [UInt8], isOutput: Bool = false) throws(FileError) {
        let (staged, file) = try StagedFile.create(for: path, in: self, isOutput: isOutput)
        do throws(FileError) {
            try file.write(bytes)
            try file.close()
            try staged.commit()
        } catch {
            staged.discard()
            throw error
        }
    }

    /// Writes a file where nothing is yet.
    package func create(_ path: PackagePath, _ bytes: [UInt8]) throws(FileError) {
        let place = try place(of: path, followingLast: false)
        let file = try OpenFile(creating: place.name, in: place.directory, mode: 0o666, shown: shown(path))
        try file.write(bytes)
        try file.close()
    }

    /// Removes a file, or a link rather than what it leads to.
    package func remove(_ path: PackagePath) throws(FileError) {
        let place = try place(of: path, followingLast: false)
        guard unlinkat(place.directory.number, place.name, 0) == 0 || errno == ENOENT else {
            throw FileError(shown(path), errno: errno)
        }
    }

    /// Removes the directories above a path that have become empty.
    package func removeEmptyDirectories(above path: PackagePath) {
        for parent in path.parents {
            guard let place = try? place(of: parent, followingLast: false),
                unlinkat(place.directory.number, place.name, AT_REMOVEDIR) == 0
            else { return }
        }
    }

    /// Whether two paths lead to one file, as `a` and `A` do where the file system doesn't tell capitals.
    package func isSameFile(_ path: PackagePath, as other: PackagePath) -> Bool {
        guard let first = try? status(of: path), let second = try? status(of: other) else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    func shown(_ path: PackagePath) -> String { Path.join(self.path, path.text) }

    private func status(of path: PackagePath, followingLast: Bool = true) throws(FileError) -> stat? {
        do throws(FileError) {
            let place = try place(of: path, followingLast: followingLast)
            return try place.directory.status(of: place.name, shown: shown(path))
        } catch {
            // As where a file is in the way of one of its directories.
            if error.isMissing { return nil }
            throw error
        }
    }
}
