// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A file that is open, until this goes away.
package final class OpenFile {
    /// As messages name it.
    private let path: String
    private var descriptor: Int32

    /// A place that somebody named.
    package init(reading path: String) throws(FileError) {
        self.path = path
        descriptor = open(path, Self.reading)
        guard descriptor >= 0 else { throw FileError(path, errno: errno) }
    }

    /// A name in a directory, and no link.
    init(reading place: FileTree.Place, shown: String) throws(FileError) {
        path = shown
        descriptor = openat(place.directory.number, place.name, Self.reading | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError(shown, errno: errno) }
    }

    /// A file that isn't there yet: neither an existing one nor a link is opened. The umask applies.
    init(creating name: String, in directory: Descriptor, mode: mode_t, shown: String) throws(FileError) {
        path = shown
        descriptor = openat(
            directory.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError(shown, errno: errno) }
    }

    // A pipe would keep us waiting for a writer.
    private static let reading = O_RDONLY | O_CLOEXEC | O_NONBLOCK

    deinit { if descriptor >= 0 { _ = Self.close(descriptor) } }

    package func close() throws(FileError) {
        let closing = descriptor
        descriptor = -1
        guard Self.close(closing) == 0 else { throw FileError(path, errno: errno) }
    }

    package func status() throws(FileError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path, errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return status
        case S_IFDIR: throw FileError(directory: path)
        default: throw FileError(irregular: path)
        }
    }

    /// The bytes from here on, or as many of them as the limit allows and one more, by which the caller sees that there
    /// are too many.
    package func bytes(limit: Int = .max - 1) throws(FileError) -> [UInt8] {
        let size = Int(try status().st_size)
        var bytes: [UInt8] = []
        let chunk = max(4096, min(size + 1, limit + 1))
        while bytes.count <= limit {
            let start = bytes.count
            var failure: FileError?
            bytes.append(addingCapacity: min(chunk, limit + 1 - start)) { span in
                span.withUnsafeMutableBufferPointer { buffer, initialized in
                    do throws(FileError) {
                        initialized = try read(into: UnsafeMutableRawBufferPointer(buffer))
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

    /// Gives a new file the mode of the one that it replaces, and its owner where the system allows that.
    func takeOver(_ status: stat) throws(FileError) {
        var own = stat()
        guard fstat(descriptor, &own) == 0 else { throw FileError(path, errno: errno) }
        if own.st_uid != status.st_uid, fchown(descriptor, status.st_uid, status.st_gid) == 0 {
            // Only root can give a file away. For other users it belongs to the user who writes it, as before.
        } else if own.st_gid != status.st_gid {
            _ = fchown(descriptor, uid_t.max, status.st_gid)
        }
        // Last, since a new owner takes special bits away.
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw FileError(path, errno: errno) }
    }

    package func rewind() throws(FileError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError(path, errno: errno) }
    }

    /// How many bytes were read; 0 at the end of the file.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        while true {
            let count = Self.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(path, errno: errno) }
        }
    }

    package func write(_ bytes: [UInt8]) throws(FileError) {
        var failure: FileError?
        bytes.withUnsafeBytes { bytes in
            do throws(FileError) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        let failure = writeAll(bytes, to: descriptor)
        guard failure == 0 else { throw FileError(path, errno: failure) }
    }

    // The methods above have the names of what they call.
    private static let close = CLibrary.close
    private static let read = CLibrary.read
}
