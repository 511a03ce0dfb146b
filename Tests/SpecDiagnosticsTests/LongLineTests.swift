// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecDiagnostics

@Suite("Places in long lines")
struct LongLineTests {
    @Test("a column counts the characters before it in its line, however long that is")
    func columns() {
        // Characters of 1 to 4 bytes, also across the ends of blocks, and a break in the middle of one.
        let line = String(repeating: "aé€😀", count: 500)
        let text = line + "\r\n" + line + "\n"
        let source = SourceText(path: "dashboard.json", text: text)
        var (expected, offset) = (Position(line: 1, column: 1), 0)
        var wrong = 0
        for scalar in text.unicodeScalars {
            if source.position(ofOffset: offset) != expected { wrong += 1 }
            // All of a line break is at the end of its line.
            let isInBreak = scalar == "\n" && text.utf8.dropFirst(offset - 1).first == UInt8(ascii: "\r")
            if source.offset(of: expected) != (isInBreak ? offset - 1 : offset) { wrong += 1 }
            offset += UTF8.width(scalar)
            switch scalar {
            case "\r": break
            case "\n": expected = Position(line: expected.line + 1, column: 1)
            default: expected = Position(line: expected.line, column: expected.column + 1)
            }
        }
        #expect(wrong == 0)
        #expect(source.position(ofOffset: offset) == expected)
    }

    @Test("a string that ends with a block has a place at its end", arguments: [0, 1, 4_095, 4_096, 4_097, 8_192])
    func end(count: Int) {
        let source = SourceText(path: "dashboard.json", text: String(repeating: "a", count: count))
        #expect(source.position(ofOffset: count) == Position(line: 1, column: count + 1))
        #expect(source.position(ofOffset: count + 5) == Position(line: 1, column: count + 1))
        #expect(source.offset(of: Position(line: 1, column: count + 1)) == count)
        #expect(source.offset(of: Position(line: 1, column: count + 9)) == count)
        #expect(source.offset(of: Position(line: 2, column: 1)) == count)
    }

    @Test("a part of a long line is shown, and an edit is made at its end")
    func excerptAndEdit() throws {
        let line = String(repeating: "é", count: 200_000)
        let source = SourceText(path: "dashboard.json", text: line + "faulty" + line)
        var sources = SourceCollection()
        let start = Position(line: 1, column: 200_001)
        let span = Span(source: sources.add(source), start: start, end: Position(line: 1, column: 200_007))
        let rule = Rule(code: "MG9001", name: "rule")
        let text = TextReport(sources: sources).text(of: [Finding(rule, at: span, "it is faulty", underline: "here")])
        let lines = text.split(separator: "\n")
        #expect(lines[1].contains("éfaultyé"))
        let mark = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[2][mark...] == "^^^^^^ here")
        #expect(
            lines[2].distance(from: lines[2].startIndex, to: mark)
                == lines[1].distance(from: lines[1].startIndex, to: lines[1].firstIndex(of: "f") ?? lines[1].endIndex))
        #expect(source.applying([.init(replacing: span, with: "right")]) == line + "right" + line)
    }
}
