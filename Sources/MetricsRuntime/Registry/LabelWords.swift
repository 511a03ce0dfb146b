// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A label's value in two words, by which look-ups find and compare it:
///
///     up to 15 bytes   the bytes themselves, the rest 0 | how many, in the highest byte
///     more             a hash of the bytes              | how many, and the highest bit
///
/// Short values are compared by their words; long ones also by their bytes, if their words are equal.
struct LabelWords: Equatable {
    let first: UInt64
    let second: UInt64

    static let longest = 15
    static let longMark: UInt64 = 1 << 63

    @inline(__always)
    init(_ first: UInt64, _ second: UInt64) {
        self.first = first
        self.second = second
    }

    @inline(__always)
    init(bytes: UnsafeBufferPointer<UInt8>, seed: ByteHash.Seed) {
        if bytes.count > Self.longest, let start = bytes.baseAddress {
            self.init(long: UnsafeRawPointer(start), bytes.count, seed: seed)
        } else {
            self = Self.short(bytes)
        }
    }

    /// For more than 15 bytes.
    @inline(__always)
    init(long start: UnsafeRawPointer, _ count: Int, seed: ByteHash.Seed) {
        self.init(ByteHash.longHash(start, count, seed), UInt64(UInt(bitPattern: count)) | Self.longMark)
    }

    /// Of at most 15 bytes.
    init(short text: String) { self = Array(text.utf8).withUnsafeBufferPointer { Self.short($0) } }

    private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> LabelWords {
        var words: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
        return LabelWords(
            UInt64(littleEndian: words.0), UInt64(littleEndian: words.1) | UInt64(UInt(bitPattern: bytes.count)) << 56)
    }

    @inline(__always)
    var isLong: Bool { second & Self.longMark != 0 }

    /// The number of bytes of a long value.
    @inline(__always)
    var longCount: Int { Int(truncatingIfNeeded: second & ~Self.longMark) }

    /// The short value, as a string.
    var shortText: String {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian)) {
            String(decoding: $0.prefix(Int(second >> 56)), as: UTF8.self)
        }
    }

    init(at place: UnsafeRawPointer) {
        self.init(place.load(as: UInt64.self), place.load(fromByteOffset: 8, as: UInt64.self))
    }

    func store(at place: UnsafeMutableRawPointer) {
        place.storeBytes(of: first, as: UInt64.self)
        place.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
    }
}
