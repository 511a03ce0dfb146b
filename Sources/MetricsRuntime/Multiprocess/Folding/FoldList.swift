// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The files that a pending one holds, written after the bytes in use, where no reader of the format looks:
///
///     "mgfl" | int32 count | { uint64 inode | int32 length | name }…
///
/// A listed file is identified by name and inode. While the list counts, no other file gets one of these inodes: a
/// listed file has its old name, or one that ends in `.folded`.
struct FoldList {
    struct Entry: Equatable {
        let name: String
        let inode: UInt64
    }

    var entries: [Entry] = []

    private static let mark: UInt32 = 0x6C66_676D

    /// Room for half a million files, which is more than any directory has.
    static let largestSize = 64 << 20

    func append(to bytes: inout [UInt8]) {
        Self.append(Self.mark, to: &bytes)
        Self.append(Int32(entries.count), to: &bytes)
        for entry in entries {
            Self.append(entry.inode, to: &bytes)
            Self.append(Int32(entry.name.utf8.count), to: &bytes)
            bytes.append(contentsOf: entry.name.utf8)
        }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    init() {}

    /// The list of a pending file; nil if the file isn't ours. Only our entries have keys that can be read, and only
    /// our lists name only files of the pending file's kind.
    init?(ofPending name: String, in directory: String) {
        guard let kind = FoldName.fileOfPending(name)?.kind else { return nil }
        guard let opened = Descriptor("\(directory)/\(name)", O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else { return nil }
        var status = stat()
        guard fstat(opened.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var parser = EntryKeyParser()
        let buffer = ReadBuffer()
        guard
            case .entries(let file) = FileContents(
                of: opened.number, size: Int(status.st_size), buffer, more: Self.largestSize),
            FileContents.forEachKey(FileContents.used(file), { parser.parse($0) }), let list = FoldList(of: file),
            list.entries.allSatisfy({ MultiprocessFileName($0.name)?.kind == kind })
        else { return nil }
        self = list
    }

    /// Whether there can be a list: a file can have 64 MiB of nothing after its entries.
    static func begins(at offset: Int, of descriptor: Int32) -> Bool {
        var mark: UInt32 = 0
        return pread(descriptor, &mark, 4, off_t(offset)) == 4 && UInt32(littleEndian: mark) == Self.mark
    }

    /// The list of a file; nil if it has none that is complete.
    init?(of file: UnsafeRawBufferPointer) {
        guard file.count >= EntryFormat.headerSize else { return nil }
        var position = Int(file.loadUnaligned(as: Int32.self))
        func take<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
            let size = MemoryLayout<Number>.size
            guard position >= 0, size <= file.count - position else { return nil }
            defer { position += size }
            return Number(littleEndian: file.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
        guard take(UInt32.self) == Self.mark, let count = take(Int32.self), count >= 0 else { return nil }
        for _ in 0..<count {
            guard let inode = take(UInt64.self), let length = take(Int32.self), length >= 0,
                Int(length) <= file.count - position
            else { return nil }
            let name = String(decoding: file[position..<position + Int(length)], as: UTF8.self)
            guard MultiprocessFileName(name) != nil else { return nil }
            entries.append(Entry(name: name, inode: inode))
            position += Int(length)
        }
    }
}
