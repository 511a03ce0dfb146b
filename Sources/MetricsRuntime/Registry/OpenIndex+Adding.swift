// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

// Adding and removing, under `StructureLock`.
extension OpenIndex {
    /// Values as bytes in one piece, with their words and hash.
    struct Key {
        let values: [[UInt8]]
        let words: [LabelWords]
        let hash: UInt64

        init(_ values: [String], _ index: borrowing OpenIndex) {
            self.values = values.map { Array($0.utf8) }
            var words: [LabelWords] = []
            var hash: UInt64 = 0
            for label in values.indices {
                words.append(self.values[label].withUnsafeBufferPointer { LabelWords(bytes: $0, seed: index.textSeed) })
                hash ^= index.hash(words[label], label)
            }
            self.words = words
            self.hash = hash
        }
    }

    func entry(_ key: Key) -> UnsafeRawPointer? {
        findEntry(key.hash) { entry in
            guard key.words.indices.allSatisfy({ Self.hasWords(entry, $0, key.words[$0]) }) else { return false }
            var offset = Offset.bytes(labelCount)
            for (words, value) in zip(key.words, key.values) {
                guard
                    let next = value.withUnsafeBytes({ bytes in
                        bytes.baseAddress.map { Self.continuation(entry, offset, Text(words, $0)) } ?? offset
                    })
                else { return false }
                offset = next
            }
            return true
        }
    }

    /// Inserts the cell of values that have none, or had one that was removed.
    func insert(_ values: [String], cell: UnsafeMutableRawPointer) {
        store(cell, in: entryOrNew(Key(values, self)))
    }

    /// Inserts values whose cell is in the index itself, and returns it. `start` is written before a look-up finds
    /// it.
    func insertOwnCell(_ values: [String], start: UInt64) -> UnsafeMutableRawPointer {
        let entry = entryOrNew(Key(values, self))
        let cell = entry + Offset.ownCell
        let words = cell.assumingMemoryBound(to: Atomic<UInt64>.self)
        words[0].store(start, ordering: .relaxed)
        words[1].store(0, ordering: .relaxed)
        store(cell, in: entry)
        return cell
    }

    /// Removes the cell of values. A look-up finds none until another is inserted.
    func remove(_ values: [String]) {
        if let entry = entry(Key(values, self)) { store(nil, in: UnsafeMutableRawPointer(mutating: entry)) }
    }

    /// - Returns: The cells that were in the index, with their values.
    func removeAll() -> [(cell: UnsafeMutableRawPointer, values: [String])] {
        guard let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)) else { return [] }
        return (0..<tableSize).compactMap { index in
            guard let entry = Self.entry(in: Self.slot(table, index).pointee.load(ordering: .relaxed)),
                let cell = UnsafeMutableRawPointer(bitPattern: entry.load(fromByteOffset: Offset.cell, as: UInt.self))
            else { return nil }
            store(nil, in: UnsafeMutableRawPointer(mutating: entry))
            return (cell, Self.values(of: entry, labelCount))
        }
    }

    private func store(_ cell: UnsafeMutableRawPointer?, in entry: UnsafeMutableRawPointer) {
        (entry + Offset.cell).assumingMemoryBound(to: Atomic<UInt>.self).pointee.store(
            UInt(bitPattern: cell), ordering: .releasing)
    }

    private func entryOrNew(_ key: Key) -> UnsafeMutableRawPointer {
        if let entry = entry(key) { return UnsafeMutableRawPointer(mutating: entry) }
        if (allocator.pointee.count + 1) * slotsPerEntry > tableSize { grow() }
        let entry = newEntry(key)
        // A look-up finds it from here on, and takes it for a missing series until it has a cell.
        if let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)) {
            place(entry, key.hash, in: table)
        }
        allocator.pointee.count += 1
        return entry
    }

    // MARK: The table

    static func newTable(slots: Int) -> UnsafeMutableRawPointer {
        let table = UnsafeMutableRawPointer.allocate(byteCount: 8 * (slots + 1), alignment: 64)
        table.initializeMemory(as: UInt64.self, repeating: 0, count: slots + 1)
        table.storeBytes(of: slots - 1, as: Int.self)
        return table
    }

    private var tableSize: Int {
        (UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed))?.load(as: Int.self) ?? 0) + 1
    }

    private func place(_ entry: UnsafeRawPointer, _ hash: UInt64, in table: UnsafeMutableRawPointer) {
        let address = UInt64(UInt(bitPattern: entry))
        precondition(address >> 48 == 0, "this system's addresses have more than 48 bits")
        let mask = table.load(as: Int.self)
        var index = Int(truncatingIfNeeded: hash) & mask
        while Self.slot(table, index).pointee.load(ordering: .relaxed) != 0 { index = (index &+ 1) & mask }
        Self.slot(table, index).pointee.store(address << 16 | UInt64(Self.mark(hash)), ordering: .releasing)
    }

    private func grow() {
        let size = tableSize
        guard let old = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)) else { return }
        let new = Self.newTable(slots: size * 2)
        for index in 0..<size {
            guard let entry = Self.entry(in: Self.slot(old, index).pointee.load(ordering: .relaxed)) else { continue }
            place(entry, hash(of: entry), in: new)
        }
        table.store(UInt(bitPattern: new), ordering: .releasing)
    }

    private func hash(of entry: UnsafeRawPointer) -> UInt64 {
        (0..<labelCount).reduce(0) { $0 ^ hash(LabelWords(at: entry + Offset.words + 16 * $1), $1) }
    }

    // MARK: Entries

    /// The values of a series whose cell is in the index itself. They exist before the cell is found, and stay.
    static func values(ofOwn cell: UnsafeRawPointer, _ labelCount: Int) -> [String] {
        values(of: cell - Offset.ownCell, labelCount)
    }

    private static func values(of entry: UnsafeRawPointer, _ labelCount: Int) -> [String] {
        var place = entry + Offset.bytes(labelCount)
        return (0..<labelCount).map { label in
            let words = LabelWords(at: entry + Offset.words + 16 * label)
            guard words.isLong else { return words.shortText }
            defer { place += words.longCount }
            return String(decoding: UnsafeRawBufferPointer(start: place, count: words.longCount), as: UTF8.self)
        }
    }

    private func newEntry(_ key: Key) -> UnsafeMutableRawPointer {
        let start = Offset.bytes(labelCount)
        let bytes = zip(key.words, key.values).reduce(0) { $0 + ($1.0.isLong ? $1.1.count : 0) }
        // Whole cache lines: no two cells share one.
        let entry = memory((start + bytes + 63) & ~63)
        entry.initializeMemory(as: UInt64.self, repeating: 0, count: start / 8)
        var offset = start
        for (label, (words, value)) in zip(key.words, key.values).enumerated() {
            words.store(at: entry + Offset.words + 16 * label)
            guard words.isLong else { continue }
            value.withUnsafeBytes {
                (entry + offset).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
            }
            offset += value.count
        }
        return entry
    }

    private func memory(_ size: Int) -> UnsafeMutableRawPointer {
        if let free = allocator.pointee.free, allocator.pointee.freeSize >= size {
            allocator.pointee.free = free + size
            allocator.pointee.freeSize -= size
            return free
        }
        let blockSize = max(size, allocator.pointee.count < 16 ? 1024 : 64 * 1024)
        let block = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 64)
        allocator.pointee.free = block + size
        allocator.pointee.freeSize = blockSize - size
        return block
    }
}
