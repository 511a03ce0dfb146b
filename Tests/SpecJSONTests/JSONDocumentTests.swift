// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import SpecJSON

@Suite("JSONDocument")
struct JSONDocumentTests {
    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(Array(text.utf8)) }
    private func root(_ text: String) throws -> JSONNode { try document(text).root }

    @Test(
        "each value, with its place",
        arguments: [
            ("null", "null 0-4"), (" true\t", "true 1-5"), ("\r\nfalse", "false 2-7"), ("-0", "number -0 0-2"),
            ("12.50e+3", "number 12.50e+3 0-8"), ("\"\"", "string \"\" 0-2"), ("[ ]", "array 0-3"),
            ("[1 ,[ 2]]", "array 0-9\n  - number 1 1-2\n  - array 4-8\n    - number 2 6-7"), ("{ }", "object 0-3"),
            (
                #"{"a":1 , "a": {}}"#,
                "object 0-17\n  string \"a\" 1-4: number 1 5-6\n  string \"a\" 9-12: object 14-16"
            ),
            (#""\"\\\/\b\f\n\r\t""#, #"string "\"\\/\u{08}\u{0C}\n\r\t" 0-18"#),
            (#""\u00e9\u0000\ud83d\uDE00""#, #"string "é\0😀" 0-26"#),
        ])
    func values(text: String, tree: String) throws {
        #expect(try root(text).description == tree)
    }

    @Test("a value is asked for by its type")
    func types() throws {
        let root = try root(#"{"s": "a", "n": 1.5, "t": true, "z": null, "l": [1, 2], "o": {"": []}, "\u0073s": 7}"#)
        #expect(root["s"]?.string == "a")
        #expect(root["n"]?.number == 1.5)
        #expect(root["t"]?.bool == true)
        #expect(root["z"]?.isNull == true)
        #expect(root["l"]?.elements?.map(\.digits) == ["1", "2"])
        #expect(root["o"]?[""]?.elements?.isEmpty == true)
        #expect(root["ss"]?.whole == 7)
        #expect(root["x"] == nil && root["s"]?["x"] == nil)
        #expect(root["s"]?.number == nil && root["n"]?.string == nil && root["l"]?.members == nil)
    }

    @Test(
        "a whole number is exact or none",
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("2.0", 2), ("1e3", 1000), ("1200e-2", 12), ("0.5e1", 5),
            ("0e99999999999", 0),
            ("9007199254740993", 9_007_199_254_740_993), ("9007199254740993.0", 9_007_199_254_740_993),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("1e19", nil), ("0.5", nil), ("1e-1", nil), ("1e99999999999999999999", nil),
            ("10e-99999999999999999999", nil),
        ] as [(String, Int?)])
    func whole(text: String, number: Int?) throws {
        #expect(try root(text).whole == number)
    }

    @Test(
        "a document that is not JSON is refused with the column of the error",
        arguments: [
            ("", 1), ("{", 2), ("{}{}", 3), ("[1,]", 4), (#"{"a":1,}"#, 8), ("[1 2]", 4), (#"{"a" 1}"#, 6),
            ("{a: 1}", 2), ("{'a': 1}", 2), ("NaN", 1), ("Infinity", 1), ("-Infinity", 2), ("01", 2), ("1.", 3),
            (".5", 1), ("+1", 1), ("1e", 3), ("-", 2), ("nul", 1), ("True", 1), ("\"a", 3), ("\"a\tb\"", 3),
            (#""\x""#, 3), (#""\u12g4""#, 6), (#""\ud800""#, 8), (#""\ud800\u0041""#, 14), (#""\udc00""#, 8),
            (#""\u12"#, 6), (#""\ud800\u"#, 10), ("\"\\", 3), ("\u{FEFF}{}", 1), ("// a", 1), ("\u{0}", 1),
            ("[\u{A0}1]", 2), ("[\"éé\" 1]", 7),
        ])
    func refused(text: String, column: Int) {
        let fault = #expect(throws: JSONFault.self) { try root(text) }
        #expect(fault?.column == column)
        #expect(fault?.line == 1)
    }

    @Test("a fault has a line, whichever line breaks there are")
    func lines() {
        let fault = #expect(throws: JSONFault.self) { try root("{\"a\": 1,\r\n\"b\": 2,\n\r  3}") }
        #expect(fault?.description == "expected a key in double quotes at line 4, column 3")
    }

    @Test(
        "a string that is not UTF-8 is refused", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONFault.self) {
            try JSONDocument([UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")])
        }
    }

    @Test("every sequence of up to three bytes is UTF-8 for the reader where it is for Swift")
    func everySequence() {
        for first in UInt8(0x7F)...0xFF {
            for second in stride(from: UInt8(0x30), through: 0xF0, by: 1) {
                for tail: [UInt8] in [[], [0x7F], [0x80], [0xBF], [0xC0], [0x80, 0x80], [0xBF, 0xBF], [0x80, 0x41]] {
                    let bytes = [first, second] + tail
                    guard !bytes.contains(UInt8(ascii: "\\")) else { continue }
                    let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
                    let isAccepted = (try? JSONDocument(quoted)) != nil
                    if isAccepted != (String(validating: bytes, as: UTF8.self) != nil) {
                        Issue.record("\(bytes): accepted: \(isAccepted)")
                    }
                }
            }
        }
    }

    @Test("nesting beyond the limit is refused and not a crash")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try root(nested(JSONDocument.depthLimit))
        for depth in [JSONDocument.depthLimit + 1, 1_000_000] {
            let fault = #expect(throws: JSONFault.self) { try root(nested(depth)) }
            #expect(fault?.column == JSONDocument.depthLimit + 2)
        }
    }

    @Test("a long key is a key")
    func longKey() throws {
        let key = String(repeating: "k", count: 1_000_000)
        #expect(try root("{\"\(key)\": 1}")[key]?.whole == 1)
    }

    @Test("repeated keys are listed, also in another spelling")
    func repeatedKeys() throws {
        #expect(try document(#"{"a": {"a": 1, "b": 2}, "b": [{"a": 1}]}"#).repeatedKeys.isEmpty)
        let repeated = try document(#"{"a": [{"b": 1, "b": 2}], "\u0061": 3, "é": 4, "e\u0301": 5}"#).repeatedKeys
        #expect(
            repeated == [
                .init(key: "b", first: 8..<11, again: 16..<19), .init(key: "a", first: 1..<4, again: 26..<34),
            ])
    }

    @Test("a document cut anywhere is refused")
    func truncation() throws {
        let text = #"{"a": [1.5e3, true, null, "\u00e9\n\ud83d\ude00"], "b": {"c": -0.25}}"#
        _ = try root(text)
        for length in 0..<text.utf8.count {
            #expect(throws: JSONFault.self) { try JSONDocument(Array(text.utf8.prefix(length))) }
        }
    }
}
