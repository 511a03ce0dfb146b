/// Reads JSON as RFC 8259 defines it and nothing more: no trailing comma, no comment, no `NaN`. It is stricter than the
/// decoder of Foundation, which takes a comma too many and says of a number that does not fit that all is not JSON.
package struct JSONParser {
    /// What was expected instead of what stands there. Columns count bytes from 1.
    package struct Fault: Error, Equatable, CustomStringConvertible {
        package let expected: String
        package let column: Int

        package var description: String { "expected \(expected) at column \(column)" }
    }

    /// A document of ours nests ten deep; more than this would only use up the stack.
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    package static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONDocument {
        var parser = JSONParser(bytes)
        parser.skipSpace()
        let document = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault("nothing more") }
        return document
    }

    // MARK: Values

    private mutating func value() throws(Fault) -> JSONDocument {
        guard let byte = current else { throw fault("a value") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { parser throws(Fault) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(Fault) in try parser.list() }
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default:
            if skip("true") { return .bool(true) }
            if skip("false") { return .bool(false) }
            if skip("null") { return .null }
            throw fault("a value")
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws(Fault) -> JSONDocument) throws(Fault)
        -> JSONDocument
    {
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("less nesting") }
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func object() throws(Fault) -> JSONDocument {
        position += 1
        skipSpace()
        if skip("}") { return .object([]) }
        var members: [JSONDocument.Member] = []
        while true {
            guard current == UInt8(ascii: "\"") else { throw fault("a key in double quotes") }
            let name = try text()
            skipSpace()
            guard skip(":") else { throw fault("`:`") }
            skipSpace()
            members.append(.init(name: name, value: try value()))
            skipSpace()
            if skip("}") { return .object(members) }
            guard skip(",") else { throw fault("`,` or `}`") }
            skipSpace()
        }
    }

    private mutating func list() throws(Fault) -> JSONDocument {
        position += 1
        skipSpace()
        if skip("]") { return .list([]) }
        var elements: [JSONDocument] = []
        while true {
            elements.append(try value())
            skipSpace()
            if skip("]") { return .list(elements) }
            guard skip(",") else { throw fault("`,` or `]`") }
            skipSpace()
        }
    }

    private mutating func number() throws(Fault) -> String {
        let start = position
        _ = skip("-")
        // No digit may follow a leading zero.
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("-") { _ = skip("+") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Fault) {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw fault("a digit") }
    }

    // MARK: Texts

    private mutating func text() throws(Fault) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            guard let byte = current, byte >= 0x20 else {
                throw fault(current == nil ? "`\"`" : "an escape sequence for the control character")
            }
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw fault("a text in UTF-8") }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text += String(try escapedScalar()).utf8
            default:
                text.append(byte)
                position += 1
            }
        }
    }

    private mutating func escapedScalar() throws(Fault) -> Unicode.Scalar {
        guard let byte = current else { throw fault("an escape sequence") }
        let scalar: Unicode.Scalar
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = Unicode.Scalar(byte)
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        case UInt8(ascii: "u"):
            position += 1
            return try hexadecimalScalar()
        default: throw fault("an escape sequence")
        }
        position += 1
        return scalar
    }

    /// Four digits, or twice four with `\u` between them where a scalar takes two units of UTF-16.
    private mutating func hexadecimalScalar() throws(Fault) -> Unicode.Scalar {
        let first = try hexadecimalUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, skip("\\u") else { throw fault("the other half of a surrogate pair") }
        let second = try hexadecimalUnit()
        // In the range of the second halves the sum is a scalar beyond U+FFFF, which all are.
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw fault("the other half of a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimalUnit() throws(Fault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw fault("four hexadecimal digits")
            }
            unit = unit << 4 + UInt32(digit)
            position += 1
        }
        return unit
    }

    // MARK: Bytes

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skip(_ token: StaticString) -> Bool {
        let length = token.utf8CodeUnitCount
        guard bytes.count - position >= length else { return false }
        for index in 0..<length where bytes[position + index] != token.utf8Start[index] { return false }
        position += length
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { position += 1 }
    }

    private func fault(_ expected: String) -> Fault { Fault(expected: expected, column: position + 1) }
}
