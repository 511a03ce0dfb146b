#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A quick hash of bytes, by wide multiplications, with a seed of this process: texts come from outside, and nobody
/// outside should know which of them meet.
enum ByteHash {
    private static let secret = UInt64.random(in: .min ... .max) | 1

    @inline(__always)
    static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    @inline(__always)
    static func hash(_ text: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        hash(text.baseAddress, text.count, secret ^ seed &* 0x9E37_79B9_7F4A_7C15)
    }

    @inline(__always)
    static func hash(_ start: UnsafeRawPointer?, _ count: Int, _ seed: UInt64) -> UInt64 {
        guard let start else { return mix(seed, 0xE703_7ED1_A0B4_28DB) }
        var state = seed
        var place = start
        var rest = count
        if count > 16, count <= 32 {
            // Two halves that overlap, so that the multiplications don't wait for each other.
            let tail = start + (count &- 16)
            let left = mix(
                start.loadUnaligned(as: UInt64.self) ^ 0xA076_1D64_78BD_642F,
                start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ seed)
            let right = mix(
                tail.loadUnaligned(as: UInt64.self) ^ 0xE703_7ED1_A0B4_28DB,
                tail.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ seed ^ UInt64(truncatingIfNeeded: count))
            return mix(left ^ 0x8EBC_6AF0_9C88_C6E3, right ^ seed)
        }
        while rest > 16 {
            state = mix(
                place.loadUnaligned(as: UInt64.self) ^ 0xA076_1D64_78BD_642F,
                place.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ state)
            place += 16
            rest &-= 16
        }
        let low: UInt64
        let high: UInt64
        if rest >= 8 {
            low = place.loadUnaligned(as: UInt64.self)
            high = (place + (rest &- 8)).loadUnaligned(as: UInt64.self)
        } else if rest >= 4 {
            low = UInt64(place.loadUnaligned(as: UInt32.self))
            high = UInt64((place + (rest &- 4)).loadUnaligned(as: UInt32.self))
        } else if rest > 0 {
            low =
                UInt64(place.load(as: UInt8.self)) << 16 | UInt64((place + rest / 2).load(as: UInt8.self)) << 8
                | UInt64((place + (rest &- 1)).load(as: UInt8.self))
            high = 0
        } else {
            low = 0
            high = 0
        }
        return mix(
            low ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: count), mix(high ^ 0x8EBC_6AF0_9C88_C6E3, state))
    }

    /// A hash of 16 bytes or more, of which two multiplications never wait for each other. The last of them is left to
    /// whoever mixes it into another hash.
    @inline(__always)
    static func longHash(_ start: UnsafeRawPointer, _ count: Int, _ seed: UInt64) -> UInt64 {
        var (left, right) = (seed ^ 0xA076_1D64_78BD_642F, seed ^ 0xE703_7ED1_A0B4_28DB)
        var place = start
        var rest = count
        while rest > 32 {
            left = word(place, left, seed)
            right = word(place + 16, right, seed)
            place += 32
            rest &-= 32
        }
        // The rest, or the last 32 bytes, as two pieces that may overlap.
        let end = start + count
        return word(count < 32 ? start : end - 32, left, seed) ^ word(end - 16, right, seed)
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
