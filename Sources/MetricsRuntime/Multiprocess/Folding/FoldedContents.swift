// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The contents of a folded file: every key of its sources once, with the value that a reader would have computed.
struct FoldedContents: ~Copyable {
    private let merge: MultiprocessMode.Merge
    private var bytes: [UInt8]
    /// Entry by key.
    private var keys = FingerprintTable()
    private var entries: [Entry] = []
    private let latest = MergeRules.latestTime
    private var parser = EntryKeyParser()
    /// The entry of each key of the source that is being added, used again for the next.
    private var found: [Int] = []
    private static let unknown = -1

    private struct Entry {
        let start: Int
        let valueOffset: Int
        var sum = DoubleSum(high: 0, low: 0)
        var timestamp = 0.0
    }

    init(kind: MultiprocessFileKind) {
        merge = kind.merge
        bytes = [UInt8](repeating: 0, count: EntryFormat.headerSize)
    }

    /// Adds the entries of a source, `FileContents.entries`.
    ///
    /// - Returns: `false` if one of its keys can't be read. Nothing was added then.
    mutating func add(_ file: UnsafeRawBufferPointer, isFolded: Bool) -> Bool {
        found.removeAll(keepingCapacity: true)
        var guess = 0
        let areKeys = FileContents.forEachKey(file) { key in
            let index = index(of: key, guess: guess)
            guard index != nil || parser.parse(key) else { return false }
            guess = (index ?? guess) + 1
            found.append(index ?? Self.unknown)
            return true
        }
        guard areKeys else { return false }
        var position = EntryFormat.headerSize
        for known in found {
            let length = Int(file.loadUnaligned(fromByteOffset: position, as: Int32.self))
            let valueOffset = position + EntryFormat.valueOffset(keyLength: length)
            let value = file.loadUnaligned(fromByteOffset: valueOffset, as: Double.self)
            let second = file.loadUnaligned(fromByteOffset: valueOffset + 8, as: Double.self)
            let key = UnsafeRawBufferPointer(rebasing: file[position + 4..<position + 4 + length])
            // A new key can be in the file twice.
            if let index = known != Self.unknown ? known : index(of: key, guess: entries.count) {
                merge(index, value, second, isFolded: isFolded)
            } else {
                keys.insert(Fingerprint(key, context: 0), number: UInt32(entries.count))
                entries.append(Entry(start: bytes.count, valueOffset: append(key)))
                set(entries.count - 1, value, second, isFolded)
            }
            position = valueOffset + 16
        }
        return true
    }

    /// The entry of a key. Files of one kind usually have the same keys in the same order, so the entry after the
    /// last one is looked at before the table.
    private func index(of key: UnsafeRawBufferPointer, guess: Int) -> Int? {
        if guess < entries.count {
            let start = entries[guess].start
            let isThere = bytes.withUnsafeBytes { bytes in
                Int(bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)) == key.count
                    && memcmp(bytes.baseAddress! + start + 4, key.baseAddress!, key.count) == 0
            }
            if isThere { return guess }
        }
        return keys.number(of: Fingerprint(key, context: 0)).map { Int($0) }
    }

    private mutating func merge(_ index: Int, _ value: Double, _ second: Double, isFolded: Bool) {
        switch merge {
        case .sum:
            entries[index].sum.add(value)
            if isFolded { entries[index].sum.add(second) }
        case .min:
            if MergeRules.isLower(value, than: entries[index].sum.high) { set(index, value, second, isFolded) }
        case .max:
            if MergeRules.isHigher(value, than: entries[index].sum.high) { set(index, value, second, isFolded) }
        case .mostRecent:
            let time = MergeRules.time(second, latest: latest)
            let known = MergeRules.time(entries[index].timestamp, latest: latest)
            if MergeRules.isLater(time, value, than: known, entries[index].sum.high) {
                set(index, value, second, isFolded)
            }
        case .each: break
        }
    }

    private mutating func set(_ index: Int, _ value: Double, _ second: Double, _ isFolded: Bool) {
        entries[index].sum = DoubleSum(high: value, low: 0)
        if merge == .sum {
            if isFolded { entries[index].sum.add(second) }
        } else {
            // NaN isn't a time and counts as 0.
            entries[index].timestamp = second.isNaN ? 0 : second
        }
    }

    private mutating func append(_ key: UnsafeRawBufferPointer) -> Int {
        let start = bytes.count
        withUnsafeBytes(of: Int32(key.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: key)
        let valueOffset = start + EntryFormat.valueOffset(keyLength: key.count)
        bytes.append(contentsOf: repeatElement(0x20, count: valueOffset - bytes.count))
        bytes.append(contentsOf: repeatElement(0, count: 16))
        return valueOffset
    }

    /// The file's bytes, followed by the list of the files that it holds.
    consuming func finished(_ list: FoldList) -> [UInt8] {
        let used = Int32(bytes.count)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: used, as: Int32.self)
            bytes.storeBytes(of: EntryFormat.ownMark, toByteOffset: 4, as: UInt32.self)
            for entry in entries {
                // Adding 0 would turn -0, which is a value of its own, into 0.
                let sum = merge == .sum ? entry.sum.normalized : entry.sum
                bytes.storeBytes(of: sum.high.bitPattern, toByteOffset: entry.valueOffset, as: UInt64.self)
                // In a sum the format's timestamp has no meaning; our files store there what rounding removed.
                let second = merge == .sum ? sum.low : entry.timestamp
                bytes.storeBytes(of: second.bitPattern, toByteOffset: entry.valueOffset + 8, as: UInt64.self)
            }
        }
        list.append(to: &bytes)
        return bytes
    }

    var used: Int { bytes.count }
}
