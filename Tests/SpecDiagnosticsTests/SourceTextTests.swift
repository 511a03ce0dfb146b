// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecDiagnostics

@Suite("SourceText")
struct SourceTextTests {
    @Test(
        "lines end at LF, CR LF and CR, and nowhere else",
        arguments: [
            ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]),
            ("a\rb", ["a", "b"]), ("\n\r\n\r", ["", "", "", ""]), ("a\u{85}b\u{2028}c", ["a\u{85}b\u{2028}c"]),
        ])
    func lines(text: String, expected: [String]) {
        let source = SourceText(path: "a", text: text)
        #expect(source.lineCount == expected.count)
        for (index, line) in expected.enumerated() { #expect(source.line(index + 1) == line) }
        #expect(source.line(0) == "")
        #expect(source.line(expected.count + 1) == "")
    }

    @Test("a byte order mark is not a part of the text")
    func byteOrderMark() {
        #expect(SourceText(path: "a", text: "\u{FEFF}a").text == "a")
        #expect(SourceText(path: "a", bytes: [0xEF, 0xBB, 0xBF, 0x61]).line(1) == "a")
    }

    @Test(
        "the first byte that is not UTF-8 has a place",
        arguments: [
            ([0x61, 0xFF], Position(line: 1, column: 2)), ([0xFF], Position(line: 1, column: 1)),
            ([0x0D, 0x0A, 0xC3, 0xA9, 0xC3], Position(line: 2, column: 2)),
            ([0x0D, 0x0D, 0x0A, 0x80], Position(line: 3, column: 1)),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xFE], Position(line: 1, column: 2)),
        ] as [([UInt8], Position)])
    func malformed(bytes: [UInt8], place: Position) {
        #expect(SourceText(path: "a", bytes: bytes).malformed == place)
    }

    @Test("bytes that are UTF-8 have none")
    func wellFormed() {
        let source = SourceText(path: "a", bytes: Array("é👩‍👧\r\n".utf8))
        #expect(source.malformed == nil)
        #expect(source.text == "é👩‍👧\r\n")
    }

    private func span(_ line: Int, _ start: Int, _ end: Int) -> Span {
        Span(
            source: SourceID(index: 0), start: Position(line: line, column: start),
            end: Position(line: line, column: end))
    }

    @Test("edits are made where they point to, in any order, and leave the rest alone")
    func edits() {
        let source = SourceText(path: "a", text: "é: 1\r\nb: 👩‍👧 x\r\n")
        let edits = [
            Finding.Fix.Edit(replacing: span(2, 8, 9), with: "y"),
            Finding.Fix.Edit(replacing: span(1, 1, 2), with: "e"),
            Finding.Fix.Edit(replacing: span(2, 1, 1), with: "# new\n"),
        ]
        #expect(source.applying(edits) == "e: 1\r\n# new\nb: 👩‍👧 y\r\n")
        #expect(source.applying([]) == source.text)
    }

    @Test("of two edits that overlap none is made")
    func overlappingEdits() {
        let source = SourceText(path: "a", text: "abcdef")
        let edits = [
            Finding.Fix.Edit(replacing: span(1, 1, 4), with: "x"),
            Finding.Fix.Edit(replacing: span(1, 3, 5), with: "y"),
        ]
        #expect(source.applying(edits) == nil)
    }
}
