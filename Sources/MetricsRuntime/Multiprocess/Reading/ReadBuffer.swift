import CLibrary

/// Memory for a file's bytes, used again for the next. Values are read with `pread` and not by a mapping: a file that
/// someone shortens under a mapping ends the process that looks.
// @unchecked: used under the lock of the reader that has it.
final class ReadBuffer: @unchecked Sendable {
    /// Called before each read, by tests that have something happen just then.
    var beforeRead: (() -> Void)?
    private(set) var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// What the files of most pages need. More is given back as soon as all files are read, before the page has its memory.
    private static let kept = 64 << 20

    deinit { free(bytes.baseAddress) }

    /// Reads up to so many bytes from the beginning; fewer where the file is shorter. nil and `errno` on a failure.
    func read(_ descriptor: Int32, _ count: Int) -> UnsafeRawBufferPointer? {
        if count > bytes.count {
            let size = count > Self.kept ? count : max(count, 2 * bytes.count)
            free(bytes.baseAddress)
            bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            // A file's size is what somebody claims: having no memory for it is that file's fault, and no reason to end.
            guard let memory = malloc(size) else {
                errno = ENOMEM
                return nil
            }
            bytes = UnsafeMutableRawBufferPointer(start: memory, count: size)
        }
        beforeRead?()
        var total = 0
        while total < count {
            let more = pread(descriptor, bytes.baseAddress! + total, count - total, off_t(total))
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { return nil }
            if more == 0 { break }
            total += more
        }
        return UnsafeRawBufferPointer(rebasing: bytes[..<total])
    }

    /// Gives back what only a file of an unusual size needed.
    func shrink() {
        guard bytes.count > Self.kept else { return }
        free(bytes.baseAddress)
        bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
}
