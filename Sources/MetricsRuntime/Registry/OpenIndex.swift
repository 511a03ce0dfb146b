import Synchronization

/// Finds the cell of an open label's values, without a lock: an open hash table of addresses, at most half full.
///
/// A reader loads the table's address and then a slot, each published after what it leads to. Whoever adds holds
/// `StructureLock` (`OpenIndex+Adding`). A table that has become too small is kept, as a reader may be in it: all of them
/// together are no larger than the present one. Entries are never moved:
///
///     what the handle leads to | a cell of two words | two words a value (`LabelWords`) | the bytes of long values
///
/// The handle of a counter or gauge in memory leads to the entry's own cell: an entry of one label, with a value of up to
/// 24 bytes, is one line of the cache, which holds all that a look-up compares and the cell as well.
struct OpenIndex: ~Copyable {
    /// The address of `{ mask, slots… }`. A slot is 16 bits of the hash and the 48 bits that an address has.
    let table: Atomic<UInt>
    let layout: TextLayout
    /// What nobody outside knows: who could choose values that meet would make every look-up slow.
    let seed: UInt64
    let secondSeed: UInt64
    let labelCount: Int
    /// The family, which is never freed: handles lead here and keep no count of references.
    let family: Unmanaged<OpenFamily>

    /// Apart from what look-ups read: who adds changes it while they do.
    let room = UnsafeMutablePointer<Room>.allocate(capacity: 1)

    /// How many entries there are, and where the next has a place. Touched under `StructureLock`.
    struct Room {
        var count = 0
        var free: UnsafeMutableRawPointer?
        var freeSize = 0
    }

    enum Offset {
        static let cell = 0
        static let ownCell = 8
        static let words = 24

        @inline(__always)
        static func bytes(_ labelCount: Int) -> Int { words &+ 16 &* labelCount }
    }

    static let addressMask: UInt64 = 1 << 48 - 1

    init(labelCount: Int, family: OpenFamily) {
        self.labelCount = labelCount
        self.family = .passUnretained(family)
        layout = .ofThisProcess
        seed = .random(in: .min ... .max)
        secondSeed = .random(in: .min ... .max)
        table = Atomic(UInt(bitPattern: Self.newTable(slots: 16)))
        room.initialize(to: Room())
    }

    // MARK: Looking up

    /// A value on its way through a look-up.
    struct Text {
        let words: LabelWords
        /// Where the bytes of a long value are.
        let start: UnsafeRawPointer

        @inline(__always)
        init(_ words: LabelWords, _ start: UnsafeRawPointer) {
            self.words = words
            self.start = start
        }
    }

    // Three ways, from the quickest to the one that takes any text. Each finds what the others have put in.

    /// The cell of one value; nil where there is none yet, and where the value is not in a text's two words.
    @inline(__always)
    func inlineCell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let words = layout.inlineWords(value) else { return nil }
        return find(hash(words, 0)) { Self.hasWords($0, 0, words) }
    }

    @inline(__always)
    func inlineCell(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let first = layout.inlineWords(first), let second = layout.inlineWords(second) else { return nil }
        return find(hash(first, 0) ^ hash(second, 1)) {
            Self.hasWords($0, 0, first) && Self.hasWords($0, 1, second)
        }
    }

    @inline(__always)
    func inlineCell(_ first: String, _ second: String, _ third: String) -> UnsafeMutableRawPointer? {
        guard let first = layout.inlineWords(first), let second = layout.inlineWords(second),
            let third = layout.inlineWords(third)
        else { return nil }
        return find(hash(first, 0) ^ hash(second, 1) ^ hash(third, 2)) {
            Self.hasWords($0, 0, first) && Self.hasWords($0, 1, second) && Self.hasWords($0, 2, third)
        }
    }

    /// The cell of one value; nil where there is none yet, and where the text is of an unusual kind.
    @inline(__always)
    func nativeCell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let (start, count) = layout.nativeBytes(value) else { return nil }
        let words = LabelWords(long: start, count, seed: seed)
        return find(hash(words, 0)) {
            Self.hasWords($0, 0, words) && ByteHash.areLongEqual($0 + Offset.bytes(1), start, count)
        }
    }

    @inline(__always)
    func nativeCell(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let first = text(first), let second = text(second) else { return nil }
        return find(hash(first.words, 0) ^ hash(second.words, 1)) { entry in
            guard Self.hasWords(entry, 0, first.words), Self.hasWords(entry, 1, second.words),
                let next = Self.continuation(entry, Offset.bytes(2), first)
            else { return false }
            return Self.continuation(entry, next, second) != nil
        }
    }

    @inline(__always)
    func nativeCell(_ first: String, _ second: String, _ third: String) -> UnsafeMutableRawPointer? {
        guard let first = text(first), let second = text(second), let third = text(third) else { return nil }
        return find(hash(first.words, 0) ^ hash(second.words, 1) ^ hash(third.words, 2)) { entry in
            guard Self.hasWords(entry, 0, first.words), Self.hasWords(entry, 1, second.words),
                Self.hasWords(entry, 2, third.words),
                let next = Self.continuation(entry, Offset.bytes(3), first),
                let last = Self.continuation(entry, next, second)
            else { return false }
            return Self.continuation(entry, last, third) != nil
        }
    }

    /// As many values as there are labels, in texts of any kind.
    func cell(_ values: [String]) -> UnsafeMutableRawPointer? {
        guard let entry = entry(Key(values, self)) else { return nil }
        return Self.cell(of: entry)
    }

    @inline(__always)
    private func text(_ value: String) -> Text? {
        // Nobody looks at the bytes of a short value: any address will do.
        if let words = layout.inlineWords(value) {
            return Text(words, UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped)
        }
        guard let (start, count) = layout.nativeBytes(value) else { return nil }
        return Text(LabelWords(long: start, count, seed: seed), start)
    }

    /// A label's part of the hash, of which the parts of all labels are put together by exclusive or.
    @inline(__always)
    func hash(_ words: LabelWords, _ label: Int) -> UInt64 {
        let position = UInt64(truncatingIfNeeded: label)
        return ByteHash.mix(
            words.first ^ (seed &+ position &* 0x9E37_79B9_7F4A_7C15),
            words.second ^ (secondSeed &+ position &* 0xC2B2_AE3D_27D4_EB4F))
    }

    @inline(__always)
    static func hasWords(_ entry: UnsafeRawPointer, _ label: Int, _ words: LabelWords) -> Bool {
        let first = entry.load(fromByteOffset: Offset.words &+ 16 &* label, as: UInt64.self)
        let second = entry.load(fromByteOffset: Offset.words &+ 16 &* label &+ 8, as: UInt64.self)
        return (first ^ words.first) | (second ^ words.second) == 0
    }

    /// Compares the bytes of a long value, whose words are equal, and with them how many there are.
    ///
    /// - Returns: where the bytes of the next long value begin, or nil where these are others.
    @inline(__always)
    static func continuation(_ entry: UnsafeRawPointer, _ offset: Int, _ text: Text) -> Int? {
        guard text.words.isLong else { return offset }
        let count = text.words.longCount
        return ByteHash.areLongEqual(entry + offset, text.start, count) ? offset &+ count : nil
    }

    @inline(__always)
    private func find(_ hash: UInt64, _ isSame: (UnsafeRawPointer) -> Bool) -> UnsafeMutableRawPointer? {
        findEntry(hash, isSame).flatMap { Self.cell(of: $0) }
    }

    @inline(__always)
    private static func cell(of entry: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
        let cell = (entry + Offset.cell).assumingMemoryBound(to: Atomic<UInt>.self)
        return UnsafeMutableRawPointer(bitPattern: cell.pointee.load(ordering: .acquiring))
    }

    @inline(__always)
    func findEntry(_ hash: UInt64, _ isSame: (UnsafeRawPointer) -> Bool) -> UnsafeRawPointer? {
        guard let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .acquiring)) else { return nil }
        let mask = table.load(as: Int.self)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = Self.slot(table, index).pointee.load(ordering: .acquiring)
            // The other 48 bits of a slot are an address, of an entry of the same hash as far as the slot knows.
            if (slot ^ hash) >> 48 == 0, let entry = Self.entry(in: slot), isSame(entry) { return entry }
            guard slot != 0 else { return nil }
            index = (index &+ 1) & mask
        }
    }

    @inline(__always)
    static func entry(in slot: UInt64) -> UnsafeRawPointer? {
        UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: slot & addressMask))
    }

    @inline(__always)
    static func slot(_ table: UnsafeMutableRawPointer, _ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (table + 8).assumingMemoryBound(to: Atomic<UInt64>.self) + index
    }
}
