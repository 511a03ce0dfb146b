// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The positions of a file's values and the series that each belongs to, kept until the file grows or is replaced.
struct FileLayout {
    struct Entry {
        let offset: UInt32
        let slot: UInt32
    }

    /// The number of bytes in use when it was read.
    private(set) var used = EntryFormat.headerSize
    private(set) var entries: [Entry] = []
    /// Of all keys and their positions.
    private var keysHash: UInt64 = 0
    let seen: PageSources.Seen
    /// The file's declarations of its families.
    private(set) var declarations: Set<UInt32> = []
    private var lastDeclaration: UInt32?
    /// Series that can't be in an exposition, and the reason for the first.
    private(set) var refused: (count: Int, first: String)?

    init(seen: PageSources.Seen) { self.seen = seen }

    /// Reads the entries from the end of the last reading up to `used`. Nothing is trusted: any program may have
    /// written the bytes.
    mutating func extend(
        to used: Int, of bytes: UnsafeRawBufferPointer, _ name: MultiprocessFileName, in series: inout MergedSeries
    ) -> MultiprocessFileFault.Reason? {
        let context = series.context(of: name)
        var position = self.used
        while position < used {
            guard position + 4 <= used else { return .corrupted(offset: position) }
            let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
            guard length >= 0, length <= used - position else { return .corrupted(offset: position) }
            let valueOffset = position + EntryFormat.valueOffset(keyLength: length)
            guard valueOffset + 16 <= used else { return .corrupted(offset: position) }
            let key = UnsafeRawBufferPointer(rebasing: bytes[position + 4..<position + 4 + length])
            let fingerprint = Fingerprint(key, context: context)
            keysHash = Self.hash(keysHash, fingerprint.second)
            switch series.slot(of: key, fingerprint, in: name) {
            case .entry(let entry, let others):
                append(entry, UInt32(valueOffset))
                for other in others { append(other, UInt32(valueOffset)) }
            case .unreadable: return .unreadableKey(offset: position)
            case .refused(let reason): refused = ((refused?.count ?? 0) + 1, refused?.first ?? reason)
            case .unused: break
            }
            position = valueOffset + 16
        }
        self.used = used
        return nil
    }

    private mutating func append(_ entry: MergedSeries.Entry, _ offset: UInt32) {
        entries.append(Entry(offset: offset, slot: entry.slot))
        if entry.declaration != lastDeclaration { declarations.insert(entry.declaration) }
        lastDeclaration = entry.declaration
    }

    private static func hash(_ hash: UInt64, _ key: UInt64) -> UInt64 {
        ByteHash.mix(hash ^ 0x9E37_79B9_7F4A_7C15, key) &+ hash
    }

    /// Whether the keys that were read are still there.
    func hasSameKeys(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var position = EntryFormat.headerSize
        var found: UInt64 = 0
        while position < used {
            guard position + 4 <= used else { return false }
            let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
            guard length >= 0, length <= used - position,
                position + EntryFormat.entrySize(keyLength: length) <= used
            else { return false }
            let key = UnsafeRawBufferPointer(rebasing: bytes[position + 4..<position + 4 + length])
            found = Self.hash(found, Fingerprint.second(of: key))
            position += EntryFormat.entrySize(keyLength: length)
        }
        return found == keysHash
    }
}
