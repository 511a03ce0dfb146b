// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A place in a page that moves forward through one line after the other.
struct LineScanner {
    let bytes: [UInt8]
    /// The current line, without its line feed.
    private(set) var line: Range<Int> = 0..<0
    /// In the current line.
    var position = 0
    private var next = 0
    private var lacksQuote = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func nextLine() -> Bool {
        guard next < bytes.count else { return false }
        let end = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        line = next..<end
        position = next
        next = end + 1
        return true
    }

    var isAtEnd: Bool { position == line.upperBound }

    var peek: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < line.upperBound, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// - Returns: Whether there was a space or a tab.
    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = position
        while position < line.upperBound, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t")
        {
            position += 1
        }
        return position > start
    }

    func isAt(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard line.upperBound - position >= length else { return false }
        for index in 0..<length where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    /// The bytes up to the next space, tab or end of the line.
    mutating func token() -> Range<Int> {
        let start = position
        while position < line.upperBound, bytes[position] != UInt8(ascii: " "), bytes[position] != UInt8(ascii: "\t") {
            position += 1
        }
        return start..<position
    }

    mutating func word() -> String { string(token()) }

    /// A name of letters, digits, `_` and, where it is a metric's, `:`; nil where there is none.
    mutating func name(allowsColon: Bool) -> Range<Int>? {
        let start = position
        while position < line.upperBound {
            switch bytes[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9") where position > start: break
            case UInt8(ascii: ":") where allowsColon: break
            default: return position > start ? start..<position : nil
            }
            position += 1
        }
        return position > start ? start..<position : nil
    }

    /// Whether a name without a colon starts here.
    var isAtName: Bool {
        guard let byte = peek else { return false }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }

    /// The bytes up to the closing quote, which is skipped; nil where there is none.
    ///
    /// - Parameter crossesLines: whether the quote may be on a later line, which is then a part of this one.
    mutating func quotedContent(crossesLines: Bool) -> Range<Int>? {
        let start = position
        if let end = closingQuote(from: start, upTo: line.upperBound) {
            position = end + 1
            return start..<end
        }
        // After one search in vain up to the end of the page there is no second one.
        if crossesLines, !lacksQuote, let end = closingQuote(from: start, upTo: bytes.count) {
            next = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            line = line.lowerBound..<next
            next += 1
            position = end + 1
            return start..<end
        }
        lacksQuote = true
        position = line.upperBound
        return nil
    }

    private func closingQuote(from start: Int, upTo end: Int) -> Int? {
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
