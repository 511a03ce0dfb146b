// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Finds a keyword by the bytes of a word.
///
/// Each keyword is at the index that its letters give, or behind it where that one is taken. Most places are empty, so a
/// word that isn't a keyword seldom meets one.
struct PromQLKeywordTable {
    static let all = PromQLKeywordTable()

    private static let count = 128
    private static let longest = 12

    private struct Place {
        var letters = Letters()
        var keyword: PromQLKeyword?
    }

    private let places: [Place]

    private init() {
        var places = [Place](repeating: Place(), count: Self.count)
        for keyword in PromQLKeyword.allCases {
            let letters = Array(keyword.rawValue.utf8).withUnsafeBufferPointer { Letters($0, 0, $0.count) }
            var index = letters.index
            while places[index].keyword != nil { index = (index + 1) % Self.count }
            places[index] = Place(letters: letters, keyword: keyword)
        }
        self.places = places
    }

    func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> PromQLKeyword? {
        guard end - start <= Self.longest else { return nil }
        let letters = Letters(bytes, start, end)
        var index = letters.index
        while let keyword = places[index].keyword {
            if places[index].letters == letters { return keyword }
            index = (index &+ 1) & (Self.count - 1)
        }
        return nil
    }

    /// Up to 16 letters as two numbers: words are compared in two steps.
    private struct Letters: Equatable {
        var first: UInt64 = 0
        var second: UInt64 = 0

        init() {}

        init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
            first = Self.packed(bytes, start, end)
            if end - start > 8 { second = Self.packed(bytes, start + 8, end) }
        }

        /// Up to 8 letters in lower case. An underscore becomes the byte 0x7f, which no word has.
        private static func packed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
            let count = min(end - start, 8)
            guard start + 8 <= bytes.count, let base = bytes.baseAddress else {
                return bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
            }
            let eight = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt64.self)
            let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
            return (UInt64(littleEndian: eight) | 0x2020_2020_2020_2020) & (.max &>> unused)
        }

        /// Seven bits that differ between words.
        var index: Int { Int(truncatingIfNeeded: ((first ^ second) &* 0x9E37_79B9_7F4A_7C15) >> 57) }
    }
}
