// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Turns libyaml's offsets, which count characters from the start of the file, into lines and columns.
///
/// libyaml has its own lines and columns, but treats U+0085, U+2028 and U+2029 as line breaks, which no editor does.
struct PositionIndex {
    private let units: UnsafeBufferPointer<UInt8>
    private let source: SourceID
    private var lines: [Line] = []
    /// The offset in UTF-8 bytes at regular intervals of characters: a line can be as long as the file, and no look-up may
    /// scan it from its start.
    private var milestones: [Int] = []
    private static let milestoneDistance = 256
    /// Whether there is a `#` with a space before it and none after it.
    private var hasTightHash = false
    private let count: Int
    /// The first character that YAML doesn't allow, and its offset.
    let firstForbidden: (scalar: Unicode.Scalar, index: Int)?

    private struct Line {
        /// Offset of its first character.
        let index: Int
        /// Offset of its first UTF-8 byte.
        let unit: Int
    }

    /// The bytes must outlive the index.
    init(_ units: UnsafeBufferPointer<UInt8>, source: SourceID) {
        self.units = units
        self.source = source
        lines = [Line(index: 0, unit: 0)]
        var index = 0
        var offset = -1
        var forbidden: (scalar: Unicode.Scalar, index: Int)?
        while offset + 1 < units.count {
            offset += 1
            let unit = units[offset]
            // Most bytes are ordinary characters.
            if (0x20..<0x7F).contains(unit) {
                if index % Self.milestoneDistance == 0 { milestones.append(offset) }
                if unit == UInt8(ascii: "#"), Self.isTightHash(at: offset, in: units) { hasTightHash = true }
                index += 1
                continue
            }
            if Self.isContinuation(unit) { continue }
            if index % Self.milestoneDistance == 0 { milestones.append(offset) }
            switch unit {
            case UInt8(ascii: "\r") where offset + 1 < units.count && units[offset + 1] == UInt8(ascii: "\n"): break
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"): lines.append(Line(index: index + 1, unit: offset + 1))
            case UInt8(ascii: "\t"): break
            default:
                let scalar = Self.scalar(at: offset, in: units)
                if forbidden == nil, !Self.isAllowed(scalar) { forbidden = (scalar, index) }
            }
            index += 1
        }
        count = index
        firstForbidden = forbidden
    }

    /// - Parameter guess: the line that it is probably on, from 0.
    func position(_ index: Int, inLine guess: Int = 0) -> Position {
        let index = min(index, count)
        let number = isLine(guess, of: index) ? guess : lineNumber(of: index)
        // The end of a CR is not between it and its LF, but where both begin.
        return Position(line: number + 1, column: min(index, end(ofLine: number)) - lines[number].index + 1)
    }

    /// The offset of its line break.
    private func end(ofLine number: Int) -> Int {
        guard number + 1 < lines.count else { return count }
        let next = lines[number + 1]
        let isPair =
            next.unit >= 2 && units[next.unit - 1] == UInt8(ascii: "\n") && units[next.unit - 2] == UInt8(ascii: "\r")
        return next.index - (isPair ? 2 : 1)
    }

    func span(_ indices: Range<Int>) -> Span {
        Span(source: source, start: position(indices.lowerBound), end: position(indices.upperBound))
    }

    func span(_ event: EventStream.Event) -> Span {
        Span(
            source: source, start: position(event.range.lowerBound, inLine: event.lines.first),
            end: position(event.range.upperBound, inLine: event.lines.last))
    }

    /// One character; nothing at the end of a line.
    func span(ofCharacterAt index: Int) -> Span {
        switch character(at: index) {
        case "\n", "\r", nil: span(index..<index)
        default: span(index..<index + 1)
        }
    }

    /// The range without the spaces and line breaks at its end, but never empty.
    func trimmed(_ indices: Range<Int>) -> Range<Int> {
        var end = min(indices.upperBound, count)
        while end > indices.lowerBound + 1, let character = character(at: end - 1), Self.isBlank(character) { end -= 1 }
        return indices.lowerBound..<max(end, indices.lowerBound)
    }

    /// Whether a comment without a space after its `#` follows on the same line.
    func hasTightComment(after index: Int) -> Bool {
        // Nearly every file has none, so it needn't be searched at the end of each string.
        guard hasTightHash, let comment = comment(after: index) else { return false }
        return character(at: comment + 1).map { !Self.isBlank($0) && $0 != "#" } == true
    }

    /// The `#` of a comment that follows on the same line, after nothing but white space.
    func comment(after index: Int) -> Int? {
        var current = index
        while let character = character(at: current), character == " " || character == "\t" { current += 1 }
        return current > index && character(at: current) == "#" ? current : nil
    }

    private static func isTightHash(at offset: Int, in units: UnsafeBufferPointer<UInt8>) -> Bool {
        func isBlank(_ offset: Int) -> Bool {
            units[offset] == UInt8(ascii: " ") || units[offset] == UInt8(ascii: "\t")
        }
        guard offset > 0, isBlank(offset - 1), offset + 1 < units.count else { return false }
        return units[offset + 1] > 0x20 && units[offset + 1] != UInt8(ascii: "#")
    }

    func character(at index: Int) -> Unicode.Scalar? {
        guard index >= 0, index < count else { return nil }
        let milestone = index / Self.milestoneDistance
        var (current, unit) = (milestone * Self.milestoneDistance, milestones[milestone])
        while current < index {
            unit += 1
            if !Self.isContinuation(units[unit]) { current += 1 }
        }
        return Self.scalar(at: unit, in: units)
    }

    /// The first tab in the line of this character, or the character itself.
    func tab(inLineOf index: Int) -> Int {
        var current = lines[lineNumber(of: min(index, count))].index
        while let character = character(at: current), character != "\n", character != "\r" {
            if character == "\t" { return current }
            current += 1
        }
        return index
    }

    private func isLine(_ number: Int, of index: Int) -> Bool {
        guard number < lines.count, lines[number].index <= index else { return false }
        return number + 1 == lines.count || index < lines[number + 1].index
    }

    private func lineNumber(of index: Int) -> Int {
        var (low, high) = (0, lines.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].index <= index { low = middle } else { high = middle }
        }
        return low
    }

    private static func isContinuation(_ unit: UInt8) -> Bool { unit & 0b1100_0000 == 0b1000_0000 }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private static func scalar(at unit: Int, in units: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar {
        var iterator = units[unit...].makeIterator()
        var decoder = UTF8()
        // A Swift string is valid UTF-8, so there is always a scalar to decode.
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
        return "\u{FFFD}"
    }

    /// YAML's printable characters. A byte order mark in the middle of a file isn't one: it is invisible in an editor.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
