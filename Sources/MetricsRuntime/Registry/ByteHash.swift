// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A quick hash of bytes, by wide multiplications, with a seed of this process: strings come from outside, and nobody
/// outside should know which of them collide.
enum ByteHash {
    /// The keys of a hash. Each word of a string is combined with one of them before it is multiplied. With a public
    /// constant instead of a key, a word that equals it would make the product 0, and hide the other word.
    struct Seed {
        let first: UInt64
        let second: UInt64

        @inline(__always)
        init(_ first: UInt64, _ second: UInt64) {
            self.first = first
            self.second = second
        }

        static var random: Seed { Seed(.random(in: .min ... .max), .random(in: .min ... .max)) }

        /// Keys whose difference from these is secret: exchanging two parts of a string must change the hash.
        @inline(__always)
        var other: Seed { Seed(first &+ second, first &- second &* 0x9E37_79B9_7F4A_7C15) }
    }

    private static let secret = Seed.random

    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    @inline(__always)
    static func hash(_ text: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        let key = Seed(secret.first &+ seed &* 0x9E37_79B9_7F4A_7C15, secret.second)
        let length = UInt64(UInt(bitPattern: text.count))
        guard let start = text.baseAddress else { return mix(key.first, key.second) }
        let hash = text.count >= 16 ? longHash(start, text.count, key) : shortHash(start, text.count, key.other)
        return mix(hash ^ key.second, length ^ key.first)
    }

    /// Up to 15 bytes.
    @inline(__always)
    private static func shortHash(_ start: UnsafeRawPointer, _ count: Int, _ key: Seed) -> UInt64 {
        let low: UInt64
        let high: UInt64
        if count >= 8 {
            low = start.loadUnaligned(as: UInt64.self)
            high = (start + (count &- 8)).loadUnaligned(as: UInt64.self)
        } else if count >= 4 {
            low = UInt64(start.loadUnaligned(as: UInt32.self))
            high = UInt64((start + (count &- 4)).loadUnaligned(as: UInt32.self))
        } else if count > 0 {
            low =
                UInt64(start.load(as: UInt8.self)) << 16 | UInt64((start + count / 2).load(as: UInt8.self)) << 8
                | UInt64((start + (count &- 1)).load(as: UInt8.self))
            high = 0
        } else {
            low = 0
            high = 0
        }
        return mix(low ^ key.first, high ^ key.second)
    }

    /// A hash of 16 bytes or more, in which two multiplications never wait for each other. The caller does the last
    /// one, when it mixes this into another hash together with the length.
    @inline(__always)
    static func longHash(_ start: UnsafeRawPointer, _ count: Int, _ seed: Seed) -> UInt64 {
        let other = seed.other
        var (left, right) = (seed.first, other.first)
        var place = start
        var rest = count
        while rest > 32 {
            left = word(place, left, seed.second)
            right = word(place + 16, right, other.second)
            place += 32
            rest &-= 32
        }
        // The rest, or the last 32 bytes, as two pieces that may overlap.
        let end = start + count
        return word(count < 32 ? start : end - 32, left, seed.second) ^ word(end - 16, right, other.second)
    }

    @inline(__always)
    private static func word(_ place: UnsafeRawPointer, _ state: UInt64, _ seed: UInt64) -> UInt64 {
        mix(
            place.loadUnaligned(as: UInt64.self) ^ state,
            place.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ seed)
    }

    /// Compares by overlapping words.
    @inline(__always)
    static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        if count >= 8 {
            var offset = 0
            while offset &+ 8 <= count {
                if left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                {
                    return false
                }
                offset &+= 8
            }
            return left.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        }
        if count >= 4 {
            return left.loadUnaligned(as: UInt32.self) == right.loadUnaligned(as: UInt32.self)
                && left.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
                    == right.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        }
        var offset = 0
        while offset < count {
            if left.load(fromByteOffset: offset, as: UInt8.self) != right.load(fromByteOffset: offset, as: UInt8.self) {
                return false
            }
            offset &+= 1
        }
        return true
    }

    /// Compares 16 bytes or more.
    @inline(__always)
    static func areLongEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        var offset = 0
        while offset &+ 32 < count {
            guard areSixteenEqual(left + offset, right + offset),
                areSixteenEqual(left + offset + 16, right + offset + 16)
            else { return false }
            offset &+= 32
        }
        let (first, last) = (count < 32 ? 0 : count &- 32, count &- 16)
        return areSixteenEqual(left + first, right + first) && areSixteenEqual(left + last, right + last)
    }

    @inline(__always)
    private static func areSixteenEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
        let first = left.loadUnaligned(as: UInt64.self) ^ right.loadUnaligned(as: UInt64.self)
        let second =
            left.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            ^ right.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        return first | second == 0
    }
}
