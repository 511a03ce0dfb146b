#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that is open, until this goes away.
package final class OpenFile {
    /// As messages name it.
    private let path: String
    private var descriptor: Int32

    package init(reading path: String) throws(FileError) {
        self.path = path
        // A pipe would keep us waiting for a writer.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path, errno: errno) }
    }

    /// - Parameter shown: the file that it is written for.
    package init(creating path: String, for shown: String) throws(FileError) {
        self.path = shown
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(shown, errno: errno) }
    }

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

    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Self.write(descriptor, rest.baseAddress, rest.count)
            guard count >= 0 || errno == EINTR else { throw FileError(path, errno: errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
        }
    }

    // The methods above have the names of what they call.
    #if canImport(Darwin)
        private static let close = Darwin.close
        private static let read = Darwin.read
        private static let write = Darwin.write
    #elseif canImport(Glibc)
        private static let close = Glibc.close
        private static let read = Glibc.read
        private static let write = Glibc.write
    #elseif canImport(Musl)
        private static let close = Musl.close
        private static let read = Musl.read
        private static let write = Musl.write
    #endif
}
