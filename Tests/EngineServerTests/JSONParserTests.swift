import Foundation
import JSONReading
import Testing

@testable import engine_server

@Suite("JSONParser")
struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONDocument { try JSONParser.parse(Array(text.utf8)) }

    @Test(
        "what the format allows",
        arguments: [
            ("null", .null), (" true\t", .bool(true)), ("\r\nfalse", .bool(false)), ("-0", .number("-0")),
            ("12.50e+3", .number("12.50e+3")), ("0.1E-7", .number("0.1E-7")), ("\"\"", .text("")),
            ("[ ]", .list([])), ("[1 ,[ 2]]", .list([.number("1"), .list([.number("2")])])), ("{ }", .object([])),
            (
                #"{"a":1 , "a": {}}"#,
                .object([.init(name: "a", value: .number("1")), .init(name: "a", value: .object([]))])
            ),
            (#""\"\\\/\b\f\n\r\t""#, .text("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\u0000\uFFFF\ud83d\uDE00""#, .text("é\u{0}\u{FFFF}😀")), ("\"é😀\u{7F}\"", .text("é😀\u{7F}")),
        ] as [(String, JSONDocument)])
    func allowed(text: String, document: JSONDocument) throws {
        #expect(try parse(text) == document)
    }

    @Test(
        "what it doesn't, with the column",
        arguments: [
            ("", 1), ("{", 2), ("{}{}", 3), ("[1,]", 4), (#"{"a":1,}"#, 8), ("[1 2]", 4), (#"{"a" 1}"#, 6),
            ("{a: 1}", 2), ("{'a': 1}", 2), ("NaN", 1), ("Infinity", 1), ("-Infinity", 2), ("01", 2), ("1.", 3),
            (".5", 1), ("+1", 1), ("1e", 3), ("-", 2), ("nul", 1), ("True", 1), ("\"a", 3), ("\"a\tb\"", 3),
            (#""\x""#, 3), (#""\u12g4""#, 6), (#""\ud800""#, 8), (#""\ud800\u0041""#, 14), (#""\udc00""#, 8),
            ("\u{FEFF}{}", 1), ("// a", 1), ("\u{0}", 1), ("[\u{A0}1]", 2),
        ])
    func refused(text: String, column: Int) {
        let fault = #expect(throws: JSONParser.Fault.self) { try parse(text) }
        #expect(fault?.column == column)
    }

    @Test("a text that is no UTF-8 is refused", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONParser.Fault.self) {
            try JSONParser.parse([UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")])
        }
    }

    @Test("deep nesting is refused and not a crash")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try parse(nested(64))
        for depth in [65, 1_000_000] { #expect(throws: JSONParser.Fault.self) { try parse(nested(depth)) } }
    }

    @Test("a document cut anywhere is refused, and nothing crashes")
    func truncation() throws {
        let text = #"{"a": [1.5e3, true, null, "\u00e9\n"], "b": {"c": -0.25}}"#
        _ = try parse(text)
        for length in 0..<text.utf8.count {
            #expect(throws: JSONParser.Fault.self) { try JSONParser.parse(Array(text.utf8.prefix(length))) }
        }
    }
}
