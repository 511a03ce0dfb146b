// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Decodes a YAML scalar as libyaml does, and notes where each byte of it comes from.
struct ScalarDecoder {
    private let source: [UInt8]
    private var position: Int
    private let end: Int
    private var decoded: [UInt8] = []
    private var places: [Range<Int>] = []

    private init(_ source: [UInt8], _ range: Range<Int>) {
        self.source = source
        position = range.lowerBound
        end = range.upperBound
        skipProperties()
    }

    /// Where a scalar begins behind its anchor and its tag.
    static func startOfContent(in source: [UInt8], _ range: Range<Int>) -> Int {
        ScalarDecoder(source, range).position
    }

    /// For each byte of a decoded scalar the bytes of the source that stand for it; nil where the source says something
    /// else.
    static func places(of scalar: [UInt8], at range: Range<Int>, in source: [UInt8]) -> [Range<Int>]? {
        let start = ScalarDecoder(source, range)
        func places(_ decode: (inout ScalarDecoder) -> Void) -> [Range<Int>]? {
            var decoder = start
            decode(&decoder)
            return decoder.decoded == scalar ? decoder.places : nil
        }
        switch start.current {
        case UInt8(ascii: "'"): return places { $0.flow(until: UInt8(ascii: "'")) }
        case UInt8(ascii: "\""): return places { $0.flow(until: UInt8(ascii: "\"")) }
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            // An indentation indicator counts from the parent's indentation, which the scalar doesn't show. But only one
            // indentation makes this of the lines.
            for indentation in start.indentations() {
                if let places = places({ $0.block(indentation: indentation) }) { return places }
            }
            return nil
        default: return places { $0.flow(until: nil) }
        }
    }

    // MARK: Plain and quoted

    /// - Parameter quote: nil for a plain scalar, which ends where its range does.
    private mutating func flow(until quote: UInt8?) {
        if quote != nil { position += 1 }
        while position < end, let byte = current {
            switch byte {
            case quote where quote == UInt8(ascii: "'") && next == quote:
                emit([UInt8(ascii: "'")], from: position..<position + 2)
            case quote: return
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): escape()
            case 0x20, 0x09, 0x0A, 0x0D: space()
            default: emit([byte], from: position..<position + 1)
            }
        }
    }

    /// Spaces count where they are between characters of one line. A line break is a space, and each further one a line
    /// break.
    private mutating func space(afterEscapedBreak: Bool = false) {
        let start = position
        while isSpace(current) { position += 1 }
        guard isBreak(current) || afterEscapedBreak else {
            for offset in start..<position { note(source[offset], from: offset..<offset + 1) }
            return
        }
        let first = afterEscapedBreak ? nil : lineBreak()
        var further: [Range<Int>] = []
        while isSpace(current) || isBreak(current) {
            if let lineBreak = lineBreak() { further.append(lineBreak) } else { position += 1 }
        }
        if let first, further.isEmpty { note(UInt8(ascii: " "), from: first) }
        for lineBreak in further { note(UInt8(ascii: "\n"), from: lineBreak) }
    }

    private mutating func escape() {
        let start = position
        position += 1
        if lineBreak() != nil { return space(afterEscapedBreak: true) }
        guard let letter = current else { return }
        position += 1
        let digits: Int
        switch letter {
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        default:
            emit(Array(String(Self.character(letter)).utf8), from: start..<position)
            return
        }
        let code = source[position..<min(position + digits, source.count)].reduce(UInt32(0)) {
            $0 &* 16 &+ UInt32(Character(Unicode.Scalar($1)).hexDigitValue ?? 0)
        }
        emit(Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8), from: start..<position + digits)
    }

    private static func character(_ letter: UInt8) -> Unicode.Scalar {
        switch letter {
        case UInt8(ascii: "0"): "\u{0}"
        case UInt8(ascii: "a"): "\u{7}"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "t"), 0x09: "\t"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "v"): "\u{B}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "e"): "\u{1B}"
        case UInt8(ascii: "N"): "\u{85}"
        case UInt8(ascii: "_"): "\u{A0}"
        case UInt8(ascii: "L"): "\u{2028}"
        case UInt8(ascii: "P"): "\u{2029}"
        default: Unicode.Scalar(letter)
        }
    }

    // MARK: Literal and folded

    /// What the lines of a block scalar could be indented by, the most likely first.
    private func indentations() -> [Int] {
        var reader = self
        reader.skipLine()
        var indentations: [Int] = []
        while reader.position < end {
            let start = reader.position
            while reader.current == 0x20 { reader.position += 1 }
            indentations.append(reader.position - start)
            reader.skipLine()
        }
        return Array(Set((indentations + [1]).flatMap { 0...max($0, 1) })).sorted(by: >)
    }

    private mutating func block(indentation: Int) {
        let isFolded = current == UInt8(ascii: ">")
        var keeps: Bool? = nil
        position += 1
        while let byte = current, !isSpace(byte), !isBreak(byte) {
            if byte == UInt8(ascii: "+") { keeps = true }
            if byte == UInt8(ascii: "-") { keeps = false }
            position += 1
        }
        skipLine()
        /// The end of the last line, and the empty lines behind it.
        var (last, empty) = (nil as Range<Int>?, [] as [Range<Int>])
        var wasIndentedFurther = false
        var isInside = skipEmptyLines(indentation, &empty)
        while isInside {
            let isIndentedFurther = isSpace(current)
            if let last {
                let isJoined = isFolded && !wasIndentedFurther && !isIndentedFurther
                if !isJoined {
                    note(UInt8(ascii: "\n"), from: last)
                } else if empty.isEmpty {
                    note(UInt8(ascii: " "), from: last)
                }
            }
            for lineBreak in empty { note(UInt8(ascii: "\n"), from: lineBreak) }
            empty = []
            wasIndentedFurther = isIndentedFurther
            while let byte = current, !isBreak(byte) { emit([byte], from: position..<position + 1) }
            last = lineBreak()
            isInside = last != nil && skipEmptyLines(indentation, &empty)
        }
        guard keeps != false else { return }
        if let last { note(UInt8(ascii: "\n"), from: last) }
        if keeps == true { for lineBreak in empty { note(UInt8(ascii: "\n"), from: lineBreak) } }
    }

    /// Goes to the first character of the next line that has one.
    ///
    /// - Returns: false where the scalar has ended.
    private mutating func skipEmptyLines(_ indentation: Int, _ lineBreaks: inout [Range<Int>]) -> Bool {
        while true {
            let start = position
            while position - start < indentation, current == 0x20 { position += 1 }
            if let lineBreak = lineBreak() {
                lineBreaks.append(lineBreak)
            } else {
                return position - start == indentation && current != nil
            }
        }
    }

    // MARK: Bytes

    /// Notes what a part of the source stands for, and goes behind that part.
    private mutating func emit(_ bytes: [UInt8], from range: Range<Int>) {
        for byte in bytes { note(byte, from: range) }
        position = range.upperBound
    }

    private mutating func note(_ byte: UInt8, from range: Range<Int>) {
        decoded.append(byte)
        places.append(range)
    }

    private var current: UInt8? { position < source.count ? source[position] : nil }
    private var next: UInt8? { position + 1 < source.count ? source[position + 1] : nil }

    private func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isBreak(_ byte: UInt8?) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The line break that is here, which is gone behind.
    private mutating func lineBreak() -> Range<Int>? {
        guard isBreak(current) else { return nil }
        let length = current == 0x0D && next == 0x0A ? 2 : 1
        position += length
        return position - length..<position
    }

    private mutating func skipLine() {
        while let byte = current, !isBreak(byte) { position += 1 }
        _ = lineBreak()
    }

    /// An anchor and a tag, which come before a scalar.
    private mutating func skipProperties() {
        while position < end, current == UInt8(ascii: "&") || current == UInt8(ascii: "!") {
            while position < end, !isSpace(current), !isBreak(current) { position += 1 }
            while position < end, isSpace(current) || isBreak(current) { position += 1 }
        }
    }
}
