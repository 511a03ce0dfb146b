// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Memory for a file's bytes, used again for the next. Values are read with `pread` and not through a mapping: if
/// another process shortens a file, reading its mapping kills the reader.
// @unchecked: used under the lock of the reader that has it.
final class ReadBuffer: @unchecked Sendable {
    /// Called before each read, by tests that make something happen just then.
    var beforeRead: (() -> Void)?
    private(set) var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// Enough for the files of most directories. More is given back as soon as all files are read, before the
    /// exposition needs its memory.
    private static let kept = 64 << 20

    deinit { free(bytes.baseAddress) }

    /// Reads up to this many bytes from the beginning; fewer if the file is shorter. nil and `errno` on a failure.
    func read(_ descriptor: Int32, _ count: Int) -> UnsafeRawBufferPointer? {
        if count > bytes.count {
            let size = count > Self.kept ? count : max(count, 2 * bytes.count)
            free(bytes.baseAddress)
            bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            // A file's size is only a claim. If there is no memory for it, that is a fault of the file, and not a
            // reason to stop.
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

    /// Gives back what only an unusually large file needed.
    func shrink() {
        guard bytes.count > Self.kept else { return }
        free(bytes.baseAddress)
        bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
}
