// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What a byte can be in a query.
struct ByteClass: OptionSet {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Of a word, at its beginning too.
    static let letter = ByteClass(rawValue: 1)
    static let digit = ByteClass(rawValue: 2)
    /// Of a word outside of braces and brackets.
    static let colon = ByteClass(rawValue: 4)
    /// Or the beginning of a comment.
    static let space = ByteClass(rawValue: 8)

    /// Not just a character of a string: a quote, a line's end, or what may begin an escape or a hole.
    static let special = ByteClass(rawValue: 16)

    /// The class of each of the 256 bytes. Looking one up is faster than comparing the byte.
    ///
    /// nonisolated(unsafe): written here, before anyone has the pointer, and never changed or freed.
    nonisolated(unsafe) static let ofBytes: UnsafePointer<ByteClass> = {
        let classes = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max {
            classes[Int(byte)] = ByteClass(byte)
        }
        return UnsafePointer(classes)
    }()

    private init(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"): self = [.space, .special]
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "#"): self = .space
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "$"),
            UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "%"):
            self = .special
        case UInt8(ascii: ":"): self = .colon
        case _ where byte.isDigit: self = .digit
        case _ where byte.isLetter: self = .letter
        default: self = []
        }
    }
}
