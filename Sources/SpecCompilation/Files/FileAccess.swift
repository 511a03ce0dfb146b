#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a file could not be read, written or removed, in the words of the operating system.
package struct FileError: Error, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String
    package let isMissing: Bool

    package init(_ path: String, errno code: Int32) {
        self.path = path
        reason = String(cString: strerror(code)).lowercased()
        isMissing = code == ENOENT
    }

    /// A directory where a file was expected.
    package init(directory path: String) { self.init(path, errno: EISDIR) }

    /// A pipe, a socket or a device where a file was expected.
    package init(irregular path: String) {
        self.path = path
        reason = "it is no regular file"
        isMissing = false
    }

    package var description: String { "\(quoted: path): \(reason)" }
}

/// The few things that a compiler does with files, on POSIX alone: Foundation would triple the start-up time.
package enum FileAccess {
    package enum Kind { case file, directory, other }

    package static func kind(of path: String) throws(FileError) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    /// Where a path leads when all links are followed; nil where it leads nowhere.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The bytes of a file, or as many of them as the limit allows and one more, by which the caller sees that there
    /// are too many.
    package static func read(_ path: String, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
        let file = try OpenFile(reading: path)
        let size = Int(try file.status().st_size)
        var bytes: [UInt8] = []
        let chunk = max(4096, min(size + 1, limit + 1))
        while bytes.count <= limit {
            let start = bytes.count
            var failure: FileError?
            bytes.append(addingCapacity: min(chunk, limit + 1 - start)) { span in
                span.withUnsafeMutableBufferPointer { buffer, initialized in
                    do throws(FileError) {
                        initialized = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                    } catch {
                        failure = error
                    }
                }
            }
            if let failure { throw failure }
            if bytes.count == start { break }
        }
        return bytes
    }

    /// Puts a whole file in place. A reader sees the old bytes or the new ones, and a failure leaves the old ones.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        let staged = try StagedFile(for: path)
        let file = try staged.create()
        do throws(FileError) {
            var failure: FileError?
            bytes.withUnsafeBytes { bytes in
                do throws(FileError) { try file.write(bytes) } catch { failure = error }
            }
            if let failure { throw failure }
            try file.close()
            try staged.commit()
        } catch {
            staged.discard()
            throw error
        }
    }

    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path, errno: errno) }
    }

    /// Removes a directory that has become empty; one that has not stays.
    package static func removeDirectoryIfEmpty(_ path: String) { rmdir(path) }

    package static func makeDirectory(_ path: String) throws(FileError) {
        guard !path.isEmpty, !exists(path) else { return }
        try makeDirectory(Path.directory(of: path))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileError(path, errno: errno) }
    }

    /// The names in a directory, sorted by their bytes, without `.` and `..`.
    package static func names(in path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else { throw FileError(path, errno: errno) }
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

    package static func workingDirectory() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}
