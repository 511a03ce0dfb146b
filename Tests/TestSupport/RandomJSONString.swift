// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A JSON string that is put together from pieces: what it says, and where each byte of that is written, are known
/// without a reader.
package struct RandomJSONString {
    /// The string with its quotes.
    package private(set) var text = Array("\"".utf8)
    package private(set) var decoded: [UInt8] = []
    /// For each byte of the decoded string, the bytes of the text that stand for it.
    package private(set) var places: [Range<Int>] = []

    private static let pieces: [(written: String, meant: String)] = [
        ("a", "a"), ("é", "é"), ("😀", "😀"), (" ", " "), (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"),
        (#"\u0041"#, "A"), (#"\u00E9"#, "é"), (#"\u20ac"#, "€"), (#"\ud83d\ude00"#, "😀"), (#"\u0000"#, "\u{0}"),
    ]

    package init(using generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let (written, meant) = Self.pieces.randomElement(using: &generator) ?? ("a", "a")
            let place = text.count..<text.count + written.utf8.count
            for (offset, byte) in meant.utf8.enumerated() {
                decoded.append(byte)
                places.append(written == meant ? place.lowerBound + offset..<place.lowerBound + offset + 1 : place)
            }
            text += written.utf8
        }
        text += "\"".utf8
    }
}
