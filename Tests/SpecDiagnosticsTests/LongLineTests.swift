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
    }
}
