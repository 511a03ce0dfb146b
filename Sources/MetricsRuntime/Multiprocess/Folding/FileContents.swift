// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The contents of a file of the directory, for code that needs all of it at once. Nothing is trusted: a header may
/// say anything, and a file may be of any length without a disk block behind it.
enum FileContents {
    /// Nothing would be lost with the file.
    case nothing
    /// The bytes in use, header included, which are in the buffer until it is used again.
    case entries(UnsafeRawBufferPointer)
    /// The entries don't fill the bytes in use.
    case torn

    /// - Parameters:
    ///   - size: The file's size.
    ///   - more: This many bytes after those in use are also read, if there are any.
    init(of descriptor: Int32, size: Int, _ buffer: ReadBuffer, more: Int = 0) {
        self = .torn
        // One call reads most files.
        let first = max(EntryFormat.headerSize, min(size, EntryFormat.initialSize))
        guard var bytes = buffer.read(descriptor, first) else { return }
        guard bytes.count >= EntryFormat.headerSize else {
            if bytes.count < 4 { self = .nothing }
            return
        }
        let used = Int(bytes.loadUnaligned(as: Int32.self))
        if used == 0 || used == EntryFormat.headerSize { self = .nothing }
        guard used > EntryFormat.headerSize, used <= size else { return }
        if used > bytes.count {
            guard case .bytes(let entries) = EntryReading(descriptor, buffer, used: used, known: 0) else { return }
            bytes = entries
        }
        let wanted = more > 0 && FoldList.begins(at: used, of: descriptor) ? min(size, used + more) : used
        if wanted > bytes.count {
            guard let all = buffer.read(descriptor, wanted) else { return }
            bytes = all
        }
        guard bytes.count >= used else { return }
        bytes = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, wanted)])
        if Self.forEachKey(Self.used(bytes), { _ in true }) { self = .entries(bytes) }
    }

    /// The bytes in use of a file that has more.
    static func used(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: bytes[..<max(EntryFormat.headerSize, Int(bytes.loadUnaligned(as: Int32.self)))])
    }

    /// Visits the key of each entry.
    ///
    /// - Returns: `false` if the entries don't fill the bytes in use, or if the visitor returns `false`.
    static func forEachKey(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        var position = EntryFormat.headerSize
        while position < bytes.count {
            guard position + 4 <= bytes.count else { return false }
            let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
            guard length >= 0, length <= bytes.count - position else { return false }
            let end = position + EntryFormat.entrySize(keyLength: length)
            guard end <= bytes.count,
                body(UnsafeRawBufferPointer(rebasing: bytes[position + 4..<position + 4 + length]))
            else { return false }
            position = end
        }
        return true
    }
}
