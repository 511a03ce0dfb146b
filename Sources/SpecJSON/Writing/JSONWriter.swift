// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// A JSON document that is being written, piece by piece: a dashboard of a large product has megabytes, and a tree of
/// it would be many times as large. A small part is a `JSONValue`, which can be written as a part of such a document.
///
/// The output is RFC 8259, indented by two spaces per level. The same pieces always give the same bytes. Arrays that
/// hold only numbers, strings or literals are on one line if that is shorter than 100 columns: a list of bounds is
/// easier to read that way. `NaN` and the infinities, which JSON doesn't have, become `null`.
package struct JSONWriter: ~Copyable {
    fileprivate var sink: TextSink
    /// How many collections are open.
    private var depth = 0
    /// Whether the innermost open collection has nothing in it yet.
    private var isEmpty = true

    package init(_ receiver: @escaping TextSink.Receiver) { self.init(receiver, depth: 0) }

    fileprivate init(_ receiver: @escaping TextSink.Receiver, depth: Int) {
        sink = TextSink(receiver)
        self.depth = depth
    }

    /// The end of the document.
    package mutating func finish() {
        sink.append(UInt8(ascii: "\n"))
        sink.flush()
    }

    // MARK: Collections

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    /// An element of the open array that is an object.
    package mutating func element(_ members: (inout JSONWriter) -> Void) {
        beginLine()
        object(members)
    }

    // MARK: Members of the open object

    package mutating func member(_ name: StaticString, _ members: (inout JSONWriter) -> Void) {
        self.name(name)
        object(members)
    }

    package mutating func array(_ name: StaticString, _ elements: (inout JSONWriter) -> Void) {
        self.name(name)
        array(elements)
    }

    /// An array of objects, one for each of these.
    package mutating func member<Element>(
        _ name: StaticString, objects elements: [Element], _ members: (inout JSONWriter, Element) -> Void
    ) {
        self.name(name)
        array { json in
            for element in elements { json.element { members(&$0, element) } }
        }
    }

    package mutating func member(_ name: StaticString, _ value: String) {
        self.name(name)
        writeQuoted(value)
    }

    package mutating func member(_ name: StaticString, orNull value: String?) {
        self.name(name)
        if let value { writeQuoted(value) } else { sink.append("null") }
    }

    package mutating func member(_ name: StaticString, _ value: Int) {
        self.name(name)
        writeInteger(value)
    }

    package mutating func member(_ name: StaticString, orNull value: Int?) {
        self.name(name)
        if let value { writeInteger(value) } else { sink.append("null") }
    }

    package mutating func member(_ name: StaticString, _ value: Double) {
        self.name(name)
        sink.append(Self.text(of: value))
    }

    package mutating func member(_ name: StaticString, _ value: Bool) {
        self.name(name)
        sink.append(value ? "true" : "false")
    }

    package mutating func member(_ name: StaticString, _ value: JSONValue) {
        self.name(name)
        write(value)
    }

    package mutating func member(_ name: StaticString, _ value: JSONLines) {
        self.name(name)
        value.units(atDepth: depth).withUnsafeBufferPointer { sink.append($0) }
    }

    package mutating func member(_ name: StaticString, _ value: UTF8Text) {
        self.name(name)
        value.units.withUnsafeBufferPointer { writeQuoted($0) }
    }

    package mutating func member(_ name: StaticString, texts: [String]) {
        self.name(name)
        list(texts, length: Self.quotedCount) { $0.writeQuoted($1) }
    }

    package mutating func member(_ name: StaticString, numbers: [Double]) {
        self.name(name)
        list(numbers.map(Self.text(of:)), length: \.utf8.count) { $0.sink.append($1) }
    }

    // MARK: Values

    package mutating func write(_ value: JSONValue) {
        switch value {
        case .null: sink.append("null")
        case .bool(let value): sink.append(value ? "true" : "false")
        case .integer(let value): writeInteger(value)
        case .number(let value): sink.append(Self.text(of: value))
        case .string(let value): writeQuoted(value)
        case .array(let elements):
            if elements.allSatisfy(\.isScalar) { return list(elements, length: \.scalarCount) { $0.write($1) } }
            array { json in
                for element in elements {
                    json.beginLine()
                    json.write(element)
                }
            }
        case .object(let members):
            object { json in
                for member in members {
                    json.beginLine()
                    json.writeQuoted(member.name)
                    json.sink.append(": ")
                    json.write(member.value)
                }
            }
        }
    }

    /// An array of scalars: on one line, or each on its own where that would be too long.
    private mutating func list<Element>(
        _ elements: [Element], length: (Element) -> Int, write: (inout JSONWriter, Element) -> Void
    ) {
        guard elements.reduce(2 * depth + 2 * elements.count, { $0 + length($1) }) >= 100 else {
            sink.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { sink.append(", ") }
                write(&self, element)
            }
            return sink.append(UInt8(ascii: "]"))
        }
        array { json in
            for element in elements {
                json.beginLine()
                write(&json, element)
            }
        }
    }

    private mutating func writeInteger(_ value: Int) {
        // Most are a place or a size of a panel.
        if (0..<10).contains(value) { sink.append(UInt8(ascii: "0") + UInt8(value)) } else { sink.append("\(value)") }
    }

    /// Whole numbers without a fraction, others as the shortest text that reads back as the same double.
    fileprivate static func text(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        return value.description
    }

    private mutating func writeQuoted(_ value: String) { value.withUnits { writeQuoted($0) } }

    private mutating func writeQuoted(_ units: UnsafeBufferPointer<UInt8>) {
        sink.append(UInt8(ascii: "\""))
        // Most strings have nothing to escape, and are copied unchanged.
        var start = 0
        while let index = Self.firstToEscape(in: units, from: start) {
            sink.append(UnsafeBufferPointer(rebasing: units[start..<index]))
            let length = units[index] == Self.lineSeparatorStart ? 3 : 1
            if let escape = Self.escape(units[index], in: units, at: index) {
                sink.append(escape)
            } else {
                sink.append(UnsafeBufferPointer(rebasing: units[index..<index + length]))
            }
            start = index + length
        }
        sink.append(UnsafeBufferPointer(rebasing: units[start...]))
        sink.append(UInt8(ascii: "\""))
    }

    /// What is written instead of a unit; nil for the unit itself.
    private static func escape(_ unit: UInt8, in units: UnsafeBufferPointer<UInt8>, at index: Int) -> String? {
        guard mayNeedEscape(unit) else { return nil }
        return switch unit {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\t"): "\\t"
        case lineSeparatorStart: escape(punctuationAt: index, in: units)
        default: "\\u00" + (unit < 0x10 ? "0" : "") + String(unit, radix: 16)
        }
    }

    /// U+2028 and U+2029 are legal in JSON and end a line in JavaScript, where dashboards are pasted. Those after
    /// them change the direction of the line, so a reader would see something else; so do some that have no width.
    private static func escape(punctuationAt index: Int, in units: UnsafeBufferPointer<UInt8>) -> String? {
        guard index + 2 < units.count else { return nil }
        let value =
            UInt32(units[index] & 0xF) << 12 | UInt32(units[index + 1] & 0x3F) << 6 | UInt32(units[index + 2] & 0x3F)
        switch value {
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: return "\\u" + String(value, radix: 16)
        default: return nil
        }
    }

    /// The number of bytes of a string, with its quotes.
    fileprivate static func quotedCount(_ value: String) -> Int {
        value.withUnits { units in
            var count = units.count + 2
            var start = 0
            while let index = firstToEscape(in: units, from: start) {
                let length = units[index] == lineSeparatorStart ? 3 : 1
                if let escape = escape(units[index], in: units, at: index) { count += escape.utf8.count - length }
                start = index + length
            }
            return count
        }
    }

    /// The first of the three units of U+2028, U+2029 and their like, and of others.
    private static let lineSeparatorStart: UInt8 = 0xE2

    private static func mayNeedEscape(_ unit: UInt8) -> Bool {
        unit < 0x20 || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\") || unit == 0x7F
            || unit == lineSeparatorStart
    }

    /// Eight units at a time, since megabytes of descriptions and queries pass here. A block that has a unit in question,
    /// or one beyond ASCII, is looked at unit by unit.
    private static func firstToEscape(in units: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let bytes = UnsafeRawBufferPointer(units)
        var offset = start
        while offset + 8 <= bytes.count {
            let block = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let found =
                block | below(0x20, block) | below(1, block ^ repeated(UInt8(ascii: "\"")))
                | below(1, block ^ repeated(UInt8(ascii: "\\"))) | below(1, block ^ repeated(0x7F))
            if found & repeated(0x80) != 0 {
                for index in offset..<offset + 8 where mayNeedEscape(units[index]) { return index }
            }
            offset += 8
        }
        while offset < bytes.count {
            if mayNeedEscape(units[offset]) { return offset }
            offset += 1
        }
        return nil
    }

    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Has the high bit of a byte set where that byte is below the limit, and never when none is.
    private static func below(_ limit: UInt8, _ block: UInt64) -> UInt64 { (block &- repeated(limit)) & ~block }

    // MARK: Lines

    private mutating func open(_ bracket: UInt8) {
        sink.append(bracket)
        depth += 1
        isEmpty = true
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if !isEmpty { newLine() }
        sink.append(bracket)
        isEmpty = false
    }

    private mutating func beginLine() {
        if !isEmpty { sink.append(UInt8(ascii: ",")) }
        isEmpty = false
        newLine()
    }

    /// Several tens of thousands of these are most of a document, hence all at once.
    private mutating func name(_ name: StaticString) {
        let comma = isEmpty ? 0 : 1
        isEmpty = false
        let (blanks, length) = (2 * depth, name.utf8CodeUnitCount)
        sink.append(count: comma + 1 + blanks + 1 + length + 3) { units in
            units.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
            var next = units + comma
            next.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
            next += 1
            next.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: " "), count: blanks)
            next += blanks
            next.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
            next += 1
            next.copyMemory(from: name.utf8Start, byteCount: length)
            next += length
            next.copyMemory(from: Self.nameEnd.utf8Start, byteCount: 3)
        }
    }

    private static let nameEnd: StaticString = "\": "

    private mutating func newLine() {
        var blanks = 2 * depth
        let first = min(blanks, Self.line.utf8CodeUnitCount - 1)
        sink.append(UnsafeBufferPointer(start: Self.line.utf8Start, count: 1 + first))
        blanks -= first
        while blanks > 0 {
            sink.append(UInt8(ascii: " "))
            blanks -= 1
        }
    }

    /// The end of a line and the beginning of the next one, for as many levels as a document usually has.
    private static let line: StaticString = "\n                                        "
}

extension JSONValue {
    /// The document, with a newline at its end.
    package var text: String {
        let bytes = TextSink.bytes { receiver in
            var writer = JSONWriter(receiver)
            writer.write(self)
            writer.finish()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    fileprivate var isScalar: Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: true
        case .array, .object: false
        }
    }

    /// How many units a scalar takes.
    fileprivate var scalarCount: Int {
        switch self {
        case .null: 4
        case .bool(let value): value ? 4 : 5
        case .integer(let value): "\(value)".utf8.count
        case .number(let value): JSONWriter.text(of: value).utf8.count
        case .string(let value): JSONWriter.quotedCount(value)
        case .array, .object: 0
        }
    }
}

/// A value that is written many times in one document: made into text once for each depth at which it stands.
package final class JSONLines {
    private let value: JSONValue
    /// By depth; empty where there is none yet.
    private var texts: [[UInt8]] = []

    package init(_ value: JSONValue) { self.value = value }

    fileprivate func units(atDepth depth: Int) -> [UInt8] {
        while texts.count <= depth { texts.append([]) }
        if texts[depth].isEmpty {
            texts[depth] = TextSink.bytes { receiver in
                var writer = JSONWriter(receiver, depth: depth)
                writer.write(value)
                writer.sink.flush()
            }
        }
        return texts[depth]
    }
}
