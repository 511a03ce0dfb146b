import Synchronization

/// Finds the cell of an open label's values, without a lock: an open hash table of addresses, at most half full.
///
/// A reader loads the table's address and then a slot, each published after what it leads to. Whoever adds holds
/// `StructureLock`. A table that has become too small is kept, as a reader may be in it: all of them together are no
/// larger than the present one. Entries are never moved:
///
///     hash | what the handle leads to | a cell of two words | length of each value… | the values' bytes
///
/// The handle of a counter or gauge in memory leads to the entry's own cell: a look-up that has compared the values has
/// the cell's line of the cache at hand.
@usableFromInline
struct OpenIndex: ~Copyable {
    /// The address of `{ mask, slots… }`.
    private let table: Atomic<UInt>
    private let seed: UInt64
    private let labelCount: Int
    private var count = 0
    private var free: UnsafeMutableRawPointer?
    private var freeSize = 0

    private enum Offset {
        static let cell = 8
        static let ownCell = 16
        static let lengths = 32
    }

    // A slot: 16 bits of the hash, and the 48 bits that an address has.
    private static let addressMask: UInt64 = 1 << 48 - 1

    init(labelCount: Int) {
        self.labelCount = labelCount
        seed = UInt64.random(in: .min ... .max)
        table = Atomic(UInt(bitPattern: Self.newTable(slots: 16)))
    }

    private static func newTable(slots: Int) -> UnsafeMutableRawPointer {
        let table = UnsafeMutableRawPointer.allocate(byteCount: 8 * (slots + 1), alignment: 64)
        table.initializeMemory(as: UInt64.self, repeating: 0, count: slots + 1)
        table.storeBytes(of: slots - 1, as: Int.self)
        return table
    }

    @inline(__always)
    private static func slot(_ table: UnsafeMutableRawPointer, _ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (table + 8).assumingMemoryBound(to: Atomic<UInt64>.self) + index
    }

    // MARK: Looking up

    typealias Bytes = UnsafeBufferPointer<UInt8>

    @inline(__always)
    private func hash(_ bytes: Bytes, _ label: UInt64) -> UInt64 {
        ByteHash.hash(bytes.baseAddress.map { UnsafeRawPointer($0) }, bytes.count, seed &+ label)
    }

    /// The cell of one value, or nil where there is none yet.
    @inline(__always)
    func cell(_ value: Bytes) -> UnsafeMutableRawPointer? {
        find(hash(value, 0)) { entry in Self.matches(entry, 0, value, at: Offset.lengths + 8) != nil }
    }

    @inline(__always)
    func cell(_ first: Bytes, _ second: Bytes) -> UnsafeMutableRawPointer? {
        find(ByteHash.mix(hash(first, 0), hash(second, 1))) { entry in
            guard let next = Self.matches(entry, 0, first, at: Offset.lengths + 8) else { return false }
            return Self.matches(entry, 1, second, at: next) != nil
        }
    }

    @inline(__always)
    func cell(_ first: Bytes, _ second: Bytes, _ third: Bytes) -> UnsafeMutableRawPointer? {
        let hash = ByteHash.mix(ByteHash.mix(hash(first, 0), hash(second, 1)), hash(third, 2))
        return find(hash) { entry in
            guard let next = Self.matches(entry, 0, first, at: Offset.lengths + 16),
                let last = Self.matches(entry, 1, second, at: next)
            else { return false }
            return Self.matches(entry, 2, third, at: last) != nil
        }
    }

    /// As many values as there are labels.
    func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        find(hash(values)) { entry in
            var offset = Offset.lengths + Self.lengthsSize(labelCount)
            for (label, value) in values.enumerated() {
                var value = value
                guard let next = value.withUTF8({ Self.matches(entry, label, $0, at: offset) }) else { return false }
                offset = next
            }
            return true
        }
    }

    private func hash(_ values: [String]) -> UInt64 {
        var result: UInt64 = 0
        for (label, value) in values.enumerated() {
            var value = value
            let hash = value.withUTF8 { self.hash($0, UInt64(label)) }
            result = label == 0 ? hash : ByteHash.mix(result, hash)
        }
        return result
    }

    @inline(__always)
    private static func lengthsSize(_ labels: Int) -> Int { (4 &* labels &+ 7) & ~7 }

    /// - Returns: where the next value begins, or nil where this one is another.
    @inline(__always)
    private static func matches(_ entry: UnsafeRawPointer, _ label: Int, _ value: Bytes, at offset: Int) -> Int? {
        let length = Int(entry.load(fromByteOffset: Offset.lengths &+ 4 &* label, as: UInt32.self))
        guard length == value.count else { return nil }
        guard let start = value.baseAddress else { return offset }
        return ByteHash.areEqual(entry + offset, UnsafeRawPointer(start), length) ? offset &+ length : nil
    }

    @inline(__always)
    private func find(_ hash: UInt64, _ isSame: (UnsafeRawPointer) -> Bool) -> UnsafeMutableRawPointer? {
        guard let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .acquiring)) else { return nil }
        let mask = table.load(as: Int.self)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = Self.slot(table, index).pointee.load(ordering: .acquiring)
            guard slot != 0 else { return nil }
            if slot >> 48 == hash >> 48,
                let entry = UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: slot & Self.addressMask)),
                isSame(entry)
            {
                let cell = (entry + Offset.cell).assumingMemoryBound(to: Atomic<UInt>.self)
                return UnsafeMutableRawPointer(bitPattern: cell.pointee.load(ordering: .acquiring))
            }
            index = (index &+ 1) & mask
        }
    }

    // MARK: Adding

    /// Puts in the cell of values that have none, or had one that was taken out.
    mutating func insert(_ values: [String], cell: UnsafeMutableRawPointer) {
        let hash = hash(values)
        store(cell, in: entryOrNew(hash, values))
    }

    /// Puts in values whose cell is in the index itself, and returns it. `start` is written before a look-up finds it.
    mutating func insertOwnCell(_ values: [String], start: UInt64) -> UnsafeMutableRawPointer {
        let entry = entryOrNew(hash(values), values)
        let cell = entry + Offset.ownCell
        let words = cell.assumingMemoryBound(to: Atomic<UInt64>.self)
        words[0].store(start, ordering: .relaxed)
        words[1].store(0, ordering: .relaxed)
        store(cell, in: entry)
        return cell
    }

    private mutating func entryOrNew(_ hash: UInt64, _ values: [String]) -> UnsafeMutableRawPointer {
        if let entry = entry(hash, values) { return entry }
        if (count + 1) * 2 > tableSize { grow() }
        let entry = newEntry(hash, values)
        // Found by a look-up from here on, which takes it for no series until it has a cell.
        place(entry, hash, in: UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)).unsafelyUnwrapped)
        count += 1
        return entry
    }

    /// Takes the cell of values out. A look-up finds none until another is put in.
    mutating func remove(_ values: [String]) {
        if let entry = entry(hash(values), values) { store(nil, in: entry) }
    }

    /// - Returns: the cells that were in.
    mutating func removeAll() -> [UnsafeMutableRawPointer] {
        guard let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)) else { return [] }
        return (0..<tableSize).compactMap { index in
            let slot = Self.slot(table, index).pointee.load(ordering: .relaxed)
            guard let entry = UnsafeMutableRawPointer(bitPattern: UInt(truncatingIfNeeded: slot & Self.addressMask)),
                let cell = UnsafeMutableRawPointer(bitPattern: entry.load(fromByteOffset: Offset.cell, as: UInt.self))
            else { return nil }
            store(nil, in: entry)
            return cell
        }
    }

    private func store(_ cell: UnsafeMutableRawPointer?, in entry: UnsafeMutableRawPointer) {
        (entry + Offset.cell).assumingMemoryBound(to: Atomic<UInt>.self).pointee.store(
            UInt(bitPattern: cell), ordering: .releasing)
    }

    private func entry(_ hash: UInt64, _ values: [String]) -> UnsafeMutableRawPointer? {
        var found: UnsafeRawPointer?
        _ = find(hash) { entry in
            var offset = Offset.lengths + Self.lengthsSize(labelCount)
            for (label, value) in values.enumerated() {
                var value = value
                guard let next = value.withUTF8({ Self.matches(entry, label, $0, at: offset) }) else { return false }
                offset = next
            }
            found = entry
            return true
        }
        return found.map { UnsafeMutableRawPointer(mutating: $0) }
    }

    private var tableSize: Int {
        (UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed))?.load(as: Int.self) ?? 0) + 1
    }

    private func place(_ entry: UnsafeMutableRawPointer, _ hash: UInt64, in table: UnsafeMutableRawPointer) {
        let mask = table.load(as: Int.self)
        var index = Int(truncatingIfNeeded: hash) & mask
        while Self.slot(table, index).pointee.load(ordering: .relaxed) != 0 { index = (index &+ 1) & mask }
        let value = (hash >> 48) << 48 | UInt64(UInt(bitPattern: entry))
        Self.slot(table, index).pointee.store(value, ordering: .releasing)
    }

    private func grow() {
        let size = tableSize
        guard let old = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .relaxed)) else { return }
        let new = Self.newTable(slots: size * 2)
        for index in 0..<size {
            let slot = Self.slot(old, index).pointee.load(ordering: .relaxed)
            guard let entry = UnsafeMutableRawPointer(bitPattern: UInt(truncatingIfNeeded: slot & Self.addressMask))
            else { continue }
            place(entry, entry.load(as: UInt64.self), in: new)
        }
        table.store(UInt(bitPattern: new), ordering: .releasing)
    }

    private mutating func newEntry(_ hash: UInt64, _ values: [String]) -> UnsafeMutableRawPointer {
        let lengths = Self.lengthsSize(labelCount)
        let bytes = values.reduce(0) { $0 + $1.utf8.count }
        // Whole lines of the cache: no two cells share one.
        let entry = memory((Offset.lengths + lengths + bytes + 63) & ~63)
        entry.initializeMemory(as: UInt64.self, repeating: 0, count: Offset.lengths / 8)
        entry.storeBytes(of: hash, as: UInt64.self)
        var offset = Offset.lengths + lengths
        for (label, value) in values.enumerated() {
            var value = value
            value.withUTF8 { utf8 in
                entry.storeBytes(of: UInt32(utf8.count), toByteOffset: Offset.lengths + 4 * label, as: UInt32.self)
                guard let start = utf8.baseAddress else { return }
                (entry + offset).copyMemory(from: start, byteCount: utf8.count)
                offset += utf8.count
            }
        }
        return entry
    }

    private mutating func memory(_ size: Int) -> UnsafeMutableRawPointer {
        if free == nil || freeSize < size {
            freeSize = max(size, count < 16 ? 1024 : 64 * 1024)
            free = .allocate(byteCount: freeSize, alignment: 64)
        }
        let memory = free.unsafelyUnwrapped
        free = memory + size
        freeSize -= size
        return memory
    }
}
