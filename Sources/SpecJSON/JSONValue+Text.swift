extension JSONValue {
    /// The document as RFC 8259 text, two spaces a level, with a newline at its end. The same value always gives the
    /// same bytes.
    ///
    /// Arrays that hold only numbers, texts or literals stand on one line while that is shorter than 100 columns: a
    /// list of bounds is read across. `NaN` and the infinities, which JSON can't say, become `null`.
    package var text: String {
        var text = ""
        write(into: &text, indentation: 0)
        text += "\n"
        return text
    }

    /// The document on one line, without the newline.
    package var compactText: String {
        var text = ""
        writeCompact(into: &text)
        return text
    }

    private func write(into text: inout String, indentation: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            if elements.allSatisfy(\.isScalar) {
                let line = compactText
                if indentation * 2 + line.utf8.count < 100 {
                    text += line
                    return
                }
            }
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += String(repeating: "  ", count: indentation + 1)
                element.write(into: &text, indentation: indentation + 1)
                text += index == elements.count - 1 ? "\n" : ",\n"
            }
            text += String(repeating: "  ", count: indentation) + "]"
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += String(repeating: "  ", count: indentation + 1)
                Self.writeQuoted(member.name, into: &text)
                text += ": "
                member.value.write(into: &text, indentation: indentation + 1)
                text += index == members.count - 1 ? "\n" : ",\n"
            }
            text += String(repeating: "  ", count: indentation) + "}"
        case .array, .object, .null, .bool, .integer, .number, .string:
            writeCompact(into: &text)
        }
    }

    private func writeCompact(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .number(let value): text += Self.numberText(value)
        case .string(let value): Self.writeQuoted(value, into: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += ", " }
                element.writeCompact(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += ", " }
                Self.writeQuoted(member.name, into: &text)
                text += ": "
                member.value.writeCompact(into: &text)
            }
            text += "}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .null, .bool, .integer, .number, .string: true
        case .array, .object: false
        }
    }

    /// Whole numbers without a fraction, others as the shortest text that reads back as the same double.
    private static func numberText(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return "\(whole)" }
        return value.description
    }

    private static func writeQuoted(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // U+2028 and U+2029 are legal in JSON and end a line in JavaScript, where dashboards are pasted.
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
