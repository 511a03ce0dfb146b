// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecJSON

@Suite("JSONStringIndex")
struct JSONStringIndexTests {
    @Test("the index recognizes what contains none of the strings, however they are written")
    func occurrences() throws {
        let document = try JSONDocument(
            Array(#"{"a": [1, {"expr": 2}], "b": {"c": ["exp", "expression", "x\ty"]}, "d": "\u0065xpr", "e": 3}"#.utf8)
        )
        let index = JSONStringIndex(of: ["expr", "repeat"], in: document)
        let members = try #require(document.root.members)
        let found = members.filter { index.mayOccur(in: $0.value) }.compactMap(\.key.string)
        // A short string with an escape sequence may be anything.
        #expect(found == ["a", "b", "d"])
        #expect(index.mayOccur(in: document.root))
        #expect(try !JSONStringIndex(of: ["expr"], in: JSONDocument(Array("[]".utf8))).mayOccur(in: document.root))
    }

    @Test("a document says whether characters are written as numbers")
    func numericEscapes() throws {
        #expect(try JSONDocument(Array(#"["\n\"\\u"]"#.utf8)).hasNumericEscapes == false)
        #expect(try JSONDocument(Array(#"["\u0024"]"#.utf8)).hasNumericEscapes)
    }
}
