// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Finds the cell of an open label's values, without a lock: an open hash table of addresses.
///
/// A reader loads the table's address and then a slot, each published after what it points to. Code that adds an
/// entry holds `StructureLock` (`OpenIndex+Adding`). A table that has become too small is kept, as a reader may be
/// using it: all of them together are no larger than the present one. Entries are never moved:
///
///     what the handle points to | a cell of two words | two words per value (`LabelWords`) | the bytes of long
///     values
///
/// The handle of a counter or gauge in memory points to the entry's own cell. An entry of one label, with a value of
/// up to 24 bytes, is one cache line, which holds all that a look-up compares and also the cell.
struct OpenIndex: ~Copyable {
    /// The address of `{ mask, slots… }`. A slot is the 48 bits that an address has and 16 bits of the hash.
    let table: Atomic<UInt>
    let layout: TextLayout
    /// A secret: somebody who could choose values that collide would make every look-up slow.
    let seed: UInt64
    let secondSeed: UInt64
    let labelCount: Int
    /// How many slots the table has at least for each entry.
    let slotsPerEntry: Int
    /// The keys of the hash of long values.
    let textSeed: ByteHash.Seed
    /// The family, which is never freed: handles point here and keep no count of references.
    let family: Unmanaged<OpenFamily>
    /// The state of labels with a limit; nil if none has one. Written before the first look-up.
    var limits: UnsafeMutablePointer<ValueLimits>?

    /// `ValueLimits.overflow`, spelled out: a constant that is read without a call.
    static var overflowWords: LabelWords {
        @inline(__always) get { LabelWords(0x776F_6C66_7265_766F, 8 << 56) }
    }

    /// Apart from what look-ups read: it changes while they run.
    let allocator = UnsafeMutablePointer<Allocator>.allocate(capacity: 1)

    /// The number of entries, and the place for the next. Used under `StructureLock`.
    struct Allocator {
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

    init(labelCount: Int, family: OpenFamily) {
        self.labelCount = labelCount
        slotsPerEntry = 2
        self.family = .passUnretained(family)
        layout = .ofThisProcess
        seed = .random(in: .min ... .max)
        secondSeed = .random(in: .min ... .max)
        textSeed = .random
        table = Atomic(UInt(bitPattern: Self.newTable(slots: 16)))
        allocator.initialize(to: Allocator())
    }

    /// The values of one label, hashed as a look-up in all labels hashes that label.
    init(valuesOf label: Int, in index: borrowing OpenIndex) {
        labelCount = 1
        // Small, and searched for values that it mostly doesn't have.
        slotsPerEntry = 4
        family = index.family
        layout = index.layout
        (seed, secondSeed) = index.seeds(of: label)
        textSeed = index.textSeed
        table = Atomic(UInt(bitPattern: Self.newTable(slots: 16)))
        allocator.initialize(to: Allocator())
    }

    // MARK: Looking up

    /// A value during a look-up.
    struct Text {
        let words: LabelWords
        /// The bytes of a long value.
        let start: UnsafeRawPointer

        @inline(__always)
        init(_ words: LabelWords, _ start: UnsafeRawPointer) {
            self.words = words
            self.start = start
        }
    }

    // Three ways, from the quickest to the one that takes any string. Each finds what the others have inserted.

    /// A value that is in a string's two words, and its label's part of the hash.
    struct ShortValue {
        let words: LabelWords
        let hash: UInt64

        @inline(__always)
        init(_ words: LabelWords, _ hash: UInt64) {
            self.words = words
            self.hash = hash
        }
    }

    /// nil if the value is not in the string's two words.
    @inline(__always)
    func short(_ value: String, _ label: Int) -> ShortValue? {
        layout.inlineWords(value).map { ShortValue($0, hash($0, label)) }
    }

    /// The cell of one value; nil if there is none yet, and if the value is not in the string's two words.
    @inline(__always)
    func inlineCell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let words = layout.inlineWords(value) else { return nil }
        return find(hash(words, 0)) { Self.hasWords($0, 0, words) }
    }

    @inline(__always)
    func cell(_ first: ShortValue, _ second: ShortValue) -> UnsafeMutableRawPointer? {
        find(first.hash ^ second.hash) { Self.hasWords($0, 0, first.words) && Self.hasWords($0, 1, second.words) }
    }

    @inline(__always)
    func cell(_ first: ShortValue, _ second: ShortValue, _ third: ShortValue) -> UnsafeMutableRawPointer? {
        find(first.hash ^ second.hash ^ third.hash) {
            Self.hasWords($0, 0, first.words) && Self.hasWords($0, 1, second.words)
                && Self.hasWords($0, 2, third.words)
        }
    }

    /// The cell of one value; nil if there is none yet, and if the string has an unusual representation.
    @inline(__always)
    func nativeCell(_ value: String) -> UnsafeMutableRawPointer? {
        guard let (start, count) = layout.nativeBytes(value) else { return nil }
        let words = LabelWords(long: start, count, seed: textSeed)
        return find(hash(words, 0)) {
            Self.hasWords($0, 0, words) && ByteHash.areLongEqual($0 + Offset.bytes(1), start, count)
        }
    }

    @inline(__always)
    func nativeCell(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let first = text(first), let second = text(second) else { return nil }
        // Short ones have been searched.
        guard (first.words.second | second.words.second) & LabelWords.longMark != 0 else { return nil }
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
        // Short ones have been searched.
        guard (first.words.second | second.words.second | third.words.second) & LabelWords.longMark != 0 else {
            return nil
        }
        return find(hash(first.words, 0) ^ hash(second.words, 1) ^ hash(third.words, 2)) { entry in
            guard Self.hasWords(entry, 0, first.words), Self.hasWords(entry, 1, second.words),
                Self.hasWords(entry, 2, third.words),
                let next = Self.continuation(entry, Offset.bytes(3), first),
                let last = Self.continuation(entry, next, second)
            else { return false }
            return Self.continuation(entry, last, third) != nil
        }
    }

    /// As many values as there are labels, in strings of any representation.
    func cell(_ values: [String]) -> UnsafeMutableRawPointer? { cell(Key(values, self)) }

    func cell(_ key: Key) -> UnsafeMutableRawPointer? { entry(key).flatMap { Self.cell(of: $0) } }

    /// Whether a value with this hash has a cell. The hash is not compared as a whole: it may be another value, with
    /// the same 16 bits, about once in 65,536 entries that are visited.
    @inline(__always)
    func mayHaveCell(_ hash: UInt64) -> Bool { findEntry(hash) { Self.cell(of: $0) != nil } != nil }

    /// The cell of one value whose hash is known.
    @inline(__always)
    func cell(_ text: Text, _ hash: UInt64) -> UnsafeMutableRawPointer? {
        find(hash) { Self.hasWords($0, 0, text.words) && Self.continuation($0, Offset.bytes(1), text) != nil }
    }

    // MARK: Beyond a label's limit

    /// The cell that counts for a value beyond a label's limit; nil if a series has to be made, and if no label has
    /// reached its limit.
    ///
    /// For one label: a value that has not been found is beyond the limit, since each value within it has its series.
    @inline(__always)
    func cellBeyondLimit() -> UnsafeMutableRawPointer? {
        guard let (limits, _) = fullLimits else { return nil }
        return counted(
            UnsafeMutableRawPointer(bitPattern: limits.pointee.overflowCell.load(ordering: .acquiring)), limits)
    }

    // Each label has its own line: an index into a list of values would put the list into memory. A value that is taken
    // for a known one by its hash has no series: nothing is found, and the functions for any string compare all of it.

    /// For short values that have no cell together.
    @inline(__always)
    func cellBeyondLimits(_ values: (ShortValue, ShortValue)) -> UnsafeMutableRawPointer? {
        guard let (limits, full) = fullLimits else { return nil }
        let labels = limits.pointee.labels
        let first = full & 0b01 != 0 ? labels[0].limited(values.0) : values.0
        let second = full & 0b10 != 0 ? labels[1].limited(values.1) : values.1
        guard first.hash ^ second.hash != values.0.hash ^ values.1.hash else { return nil }
        return counted(cell(first, second), limits)
    }

    /// For short values that have no cell together.
    @inline(__always)
    func cellBeyondLimits(_ values: (ShortValue, ShortValue, ShortValue)) -> UnsafeMutableRawPointer? {
        guard let (limits, full) = fullLimits else { return nil }
        let labels = limits.pointee.labels
        let first = full & 0b001 != 0 ? labels[0].limited(values.0) : values.0
        let second = full & 0b010 != 0 ? labels[1].limited(values.1) : values.1
        let third = full & 0b100 != 0 ? labels[2].limited(values.2) : values.2
        guard first.hash ^ second.hash ^ third.hash != values.0.hash ^ values.1.hash ^ values.2.hash else { return nil }
        return counted(cell(first, second, third), limits)
    }

    @inline(__always)
    func cellBeyondLimits(_ first: String, _ second: String) -> UnsafeMutableRawPointer? {
        guard let (limits, full) = fullLimits, let first = text(first), let second = text(second) else { return nil }
        let parts = (Part(first, 0, limits, full, self), Part(second, 1, limits, full, self))
        guard parts.0.isBeyond || parts.1.isBeyond else { return nil }
        let cell = find(parts.0.hash ^ parts.1.hash) { entry in
            guard Self.hasWords(entry, 0, parts.0.words), Self.hasWords(entry, 1, parts.1.words),
                let next = Self.continuation(entry, Offset.bytes(2), parts.0.text)
            else { return false }
            return Self.continuation(entry, next, parts.1.text) != nil
        }
        return counted(cell, limits)
    }

    @inline(__always)
    func cellBeyondLimits(_ first: String, _ second: String, _ third: String) -> UnsafeMutableRawPointer? {
        guard let (limits, full) = fullLimits, let first = text(first), let second = text(second),
            let third = text(third)
        else { return nil }
        let parts = (
            Part(first, 0, limits, full, self), Part(second, 1, limits, full, self), Part(third, 2, limits, full, self)
        )
        guard parts.0.isBeyond || parts.1.isBeyond || parts.2.isBeyond else { return nil }
        let cell = find(parts.0.hash ^ parts.1.hash ^ parts.2.hash) { entry in
            guard Self.hasWords(entry, 0, parts.0.words), Self.hasWords(entry, 1, parts.1.words),
                Self.hasWords(entry, 2, parts.2.words),
                let next = Self.continuation(entry, Offset.bytes(3), parts.0.text),
                let last = Self.continuation(entry, next, parts.1.text)
            else { return false }
            return Self.continuation(entry, last, parts.2.text) != nil
        }
        return counted(cell, limits)
    }

    @inline(__always)
    private var fullLimits: (UnsafeMutablePointer<ValueLimits>, UInt64)? {
        guard let limits else { return nil }
        let full = limits.pointee.full.load(ordering: .relaxed)
        return full == 0 ? nil : (limits, full)
    }

    @inline(__always)
    private func counted(_ cell: UnsafeMutableRawPointer?, _ limits: UnsafeMutablePointer<ValueLimits>)
        -> UnsafeMutableRawPointer?
    {
        guard let cell, limits.pointee.countOverflow() else { return nil }
        return cell
    }

    /// A label's value, or `overflow` instead of it, and its part of the hash.
    private struct Part {
        let isBeyond: Bool
        let text: Text
        let hash: UInt64

        @inline(__always)
        var words: LabelWords { text.words }

        @inline(__always)
        init(
            _ text: Text, _ label: Int, _ limits: UnsafeMutablePointer<ValueLimits>, _ full: UInt64,
            _ index: borrowing OpenIndex
        ) {
            let own = index.hash(text.words, label)
            isBeyond =
                full & (1 &<< UInt64(truncatingIfNeeded: label)) != 0
                && limits.pointee.labels[label].isBeyond(text, own)
            self.text = isBeyond ? Text(OpenIndex.overflowWords, text.start) : text
            hash = isBeyond ? limits.pointee.labels[label].overflowHash : own
        }
    }

    /// Any number of values, in strings of any representation.
    func cellBeyondLimits(_ values: [String]) -> UnsafeMutableRawPointer? {
        guard let limits, limits.pointee.full.load(ordering: .relaxed) != 0 else { return nil }
        let limited = limits.pointee.limited(values)
        return limited == values ? nil : counted(cell(limited), limits)
    }

    @inline(__always)
    private func text(_ value: String) -> Text? {
        // The bytes of a short value are never read: any address will do.
        if let words = layout.inlineWords(value) {
            return Text(words, UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped)
        }
        guard let (start, count) = layout.nativeBytes(value) else { return nil }
        return Text(LabelWords(long: start, count, seed: textSeed), start)
    }

    /// A label's part of the hash, which combines the parts of all labels by exclusive or.
    @inline(__always)
    func hash(_ words: LabelWords, _ label: Int) -> UInt64 {
        let seeds = seeds(of: label)
        return ByteHash.mix(words.first ^ seeds.0, words.second ^ seeds.1)
    }

    @inline(__always)
    private func seeds(of label: Int) -> (UInt64, UInt64) {
        let position = UInt64(truncatingIfNeeded: label)
        return (seed &+ position &* 0x9E37_79B9_7F4A_7C15, secondSeed &+ position &* 0xC2B2_AE3D_27D4_EB4F)
    }

    @inline(__always)
    static func hasWords(_ entry: UnsafeRawPointer, _ label: Int, _ words: LabelWords) -> Bool {
        let first = entry.load(fromByteOffset: Offset.words &+ 16 &* label, as: UInt64.self)
        let second = entry.load(fromByteOffset: Offset.words &+ 16 &* label &+ 8, as: UInt64.self)
        return (first ^ words.first) | (second ^ words.second) == 0
    }

    /// Compares the bytes of a long value, whose words and length are equal.
    ///
    /// - Returns: The beginning of the bytes of the next long value, or nil if these differ.
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
        // There always is one.
        let table = UnsafeMutableRawPointer(bitPattern: table.load(ordering: .acquiring)).unsafelyUnwrapped
        let mask = table.load(as: Int.self)
        let mark = Self.mark(hash)
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = Self.slot(table, index).pointee.load(ordering: .acquiring)
            if UInt16(truncatingIfNeeded: slot) == mark, let entry = Self.entry(in: slot), isSame(entry) {
                return entry
            }
            guard slot != 0 else { return nil }
            index = (index &+ 1) & mask
        }
    }

    @inline(__always)
    static func entry(in slot: UInt64) -> UnsafeRawPointer? {
        UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: slot >> 16))
    }

    /// The bits of a hash that a slot has: others than those that choose the slot.
    @inline(__always)
    static func mark(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash >> 48) }

    @inline(__always)
    static func slot(_ table: UnsafeMutableRawPointer, _ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (table + 8).assumingMemoryBound(to: Atomic<UInt64>.self) + index
    }
}
