extension JSONValue {
    /// The document as RFC 8259 text, two spaces a level, with a newline at its end. The same value always gives the
    /// same bytes.
    ///
    /// Arrays that hold only numbers, texts or literals stand on one line while that is shorter than 100 columns: a
    /// list of bounds is read across. `NaN` and the infinities, which JSON can't say, become `null`.
    package var text: String {
        var writer = JSONWriter()
        writer.write(self, indentation: 0)
        writer.newLine()
        return writer.text
    }

    /// The document on one line, without the newline.
    package var compactText: String {
        var writer = JSONWriter()
        writer.writeCompact(self)
        return writer.text
    }
}

/// A document as it is being written: bytes, since a dashboard of a large product has megabytes of them.
private struct JSONWriter {
    private var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func newLine() { bytes.append(UInt8(ascii: "\n")) }

    mutating func write(_ value: JSONValue, indentation: Int) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            if elements.allSatisfy(\.isScalar) {
                let start = bytes.count
                writeCompact(value)
                if indentation * 2 + bytes.count - start < 100 { return }
                bytes.removeSubrange(start...)
            }
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                beginLine(indentation + 1, isFirst: index == 0)
                write(element, indentation: indentation + 1)
            }
            endLines(indentation, UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                beginLine(indentation + 1, isFirst: index == 0)
                writeQuoted(member.name)
                append(": ")
                write(member.value, indentation: indentation + 1)
            }
            endLines(indentation, UInt8(ascii: "}"))
        case .array, .object, .null, .bool, .integer, .number, .string:
            writeCompact(value)
        }
    }

    mutating func writeCompact(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append("\(value)")
        case .number(let value): append(Self.numberText(value))
        case .string(let value): writeQuoted(value)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { append(", ") }
                writeCompact(element)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { append(", ") }
                writeQuoted(member.name)
                append(": ")
                writeCompact(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func beginLine(_ indentation: Int, isFirst: Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        newLine()
        indent(indentation)
    }

    private mutating func endLines(_ indentation: Int, _ bracket: UInt8) {
        newLine()
        indent(indentation)
        bytes.append(bracket)
    }

    private mutating func indent(_ level: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Whole numbers without a fraction, others as the shortest text that reads back as the same double.
    private static func numberText(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        return value.description
    }

    private mutating func writeQuoted(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly all texts have nothing to escape, and are copied as they are.
        let start = bytes.count
        append(value)
        guard bytes[start...].contains(where: Self.mayNeedEscape) else { return }
        bytes.removeSubrange(start...)
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            // U+2028 and U+2029 are legal in JSON and end a line in JavaScript, where dashboards are pasted.
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// 0xE2 is what U+2028 and U+2029 begin with.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F || byte == 0xE2
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: true
        case .array, .object: false
        }
    }
}
