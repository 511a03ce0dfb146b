// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// 128 bits that replace bytes from a file of any origin, so the bytes need not be kept.
///
/// `Hasher` has a secret seed and resists strings that were chosen to collide. The other half is a hash of another
/// kind, with keys of its own. Two different strings have the same fingerprint less often than memory loses a bit.
struct Fingerprint: Equatable {
    let first: UInt64
    /// The half that does not depend on the context.
    let second: UInt64

    /// - Parameter context: Distinguishes equal strings of different kinds.
    init(_ bytes: UnsafeRawBufferPointer, context: UInt32) {
        var hasher = Hasher()
        hasher.combine(context)
        hasher.combine(bytes: bytes)
        first = UInt64(bitPattern: Int64(hasher.finalize()))
        second = Self.second(of: bytes)
    }

    static func second(of bytes: UnsafeRawBufferPointer) -> UInt64 { ByteHash.hash(bytes, seed: 0) }
}

/// Fingerprints, each with a number: an open hash table that is at most half full.
struct FingerprintTable: ~Copyable {
    /// The position of an entry plus 1, or 0.
    private var slots = [UInt32](repeating: 0, count: 64)
    private var entries: [Fingerprint] = []
    private var numbers: [UInt32] = []

    init() {}

    var count: Int { entries.count }

    func number(of fingerprint: Fingerprint) -> UInt32? {
        var index = Int(truncatingIfNeeded: fingerprint.first) & (slots.count - 1)
        while slots[index] != 0 {
            let position = Int(slots[index]) - 1
            if entries[position] == fingerprint { return numbers[position] }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Puts in one that is not there yet.
    mutating func insert(_ fingerprint: Fingerprint, number: UInt32) {
        if (entries.count + 1) * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for position in entries.indices { place(position) }
        }
        entries.append(fingerprint)
        numbers.append(number)
        place(entries.count - 1)
    }

    private mutating func place(_ position: Int) {
        var index = Int(truncatingIfNeeded: entries[position].first) & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = UInt32(position + 1)
    }
}
