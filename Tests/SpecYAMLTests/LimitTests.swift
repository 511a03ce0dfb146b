// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecYAML

@Suite("What is refused")
struct LimitTests {
    @Test("bytes that are not UTF-8, at the place of the first")
    func invalidUTF8() {
        let parsed = Parsed(bytes: Array("a: 1\r\nb: é".utf8) + [0xFF, 0xFE] + Array("\n".utf8))
        #expect(
            parsed.report == """
                a.yaml:2:5: error: this file isn't UTF-8 [MG0001]
                2 | b: é\u{FFFD}\u{FFFD}
                  |     ^ the first invalid byte
                  = help: save the file as UTF-8

                """)
        #expect(parsed.document.root == nil)
    }

    @Test(
        "half a character at the end, an overlong one, a surrogate",
        arguments: [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]])
    func malformed(bytes: [UInt8]) {
        #expect(Parsed(bytes: Array("a: ".utf8) + bytes).codes == ["MG0001"])
    }

    @Test("UTF-16, by its name")
    func utf16() {
        let units = "a: 1\n".utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(Parsed(bytes: [0xFF, 0xFE] + Array(units.joined())).report.contains("it looks like UTF-16"))
    }

    @Test("UTF-16 and UTF-32, with a byte order mark and without, whichever byte comes first")
    func wideEncodings() {
        for width in [2, 4] {
            for isBigEndian in [false, true] {
                let units = ([UInt8](hasMark: true, width, isBigEndian), [UInt8](hasMark: false, width, isBigEndian))
                for bytes in [units.0, units.1] {
                    let parsed = Parsed(bytes: bytes)
                    #expect(parsed.codes == ["MG0001"])
                    #expect(parsed.report.contains("it looks like UTF-\(8 * width)"), "\(bytes)")
                }
            }
        }
    }

    @Test(
        "control characters, also in the middle of a string",
        arguments: [
            ("a: \0\n", "U+0000"), ("a: \"x\u{7}\"\n", "U+0007"), ("a: x\u{FEFF}y\n", "U+FEFF"), ("\u{1B}", "U+001B"),
        ])
    func controlCharacters(text: String, code: String) {
        let parsed = Parsed(text)
        #expect(parsed.codes == ["MG0002"])
        #expect(parsed.report.contains(code))
    }

    @Test("a file above the limit is not looked at, one at the limit is")
    func size() {
        let limit = YAMLDocument.sizeLimit
        let fits = Parsed("a: " + String(repeating: "x", count: limit - 4) + "\n")
        #expect(fits.codes == [])
        #expect(fits.document.root?.texts.last?.utf8.count == limit - 4)
        let parsed = Parsed(String(repeating: "[", count: limit + 1))
        #expect(parsed.codes == ["MG0012"])
        #expect(parsed.report.count < 1000)
    }

    @Test("a hundred levels are read, a hundred and one are not", arguments: [("[", "]"), ("{a: ", "}")])
    func depth(open: String, close: String) {
        func nested(_ levels: Int) -> Parsed {
            Parsed(String(repeating: open, count: levels) + String(repeating: close, count: levels))
        }
        #expect(nested(100).codes == [])
        #expect(nested(101).codes == ["MG0011"])
    }

    @Test("ten thousand levels are one finding", arguments: ["[", "- ", "{a: ", "? "])
    func abyss(open: String) {
        #expect(Parsed(String(repeating: open, count: 10_000)).codes == ["MG0011"])
    }

    @Test("a finding about a long line shows the part that matters, however long the line is")
    func longLine() {
        let endless = Parsed("{a: \(String(repeating: "x", count: 1_000_000)), a: 1}")
        #expect(
            endless.report.hasPrefix(
                "a.yaml:1:1000007: error: the key `a` occurs twice in this mapping [MG0010]\n"))
        #expect(endless.report.count < 2_000)
        #expect(endless.report.contains("x, a: 1}\n"))
        let parsed = Parsed("{a: \(String(repeating: "x", count: 50_000)), a: 1}")
        #expect(parsed.codes == ["MG0010"])
        #expect(parsed.report.count < 2_000)
        #expect(parsed.report.contains("…xxx"))
        #expect(parsed.report.contains("x, a: 1}\n"))
    }

    @Test("half a million values are read, and no more")
    func values() {
        let limit = YAMLDocument.valueLimit
        #expect(Parsed("[" + String(repeating: "x,", count: limit - 1) + "]").codes == [])
        #expect(Parsed("[" + String(repeating: "x,", count: limit) + "]").codes == ["MG0012"])
    }

    @Test("aliases cost nothing, however often they are repeated")
    func aliasBomb() {
        var text = "a0: &a0 [x]\n"
        for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n" }
        let parsed = Parsed(text)
        // One for each anchor, however often it is used.
        #expect(parsed.codes == Array(repeating: "MG0006", count: 61))
        #expect(parsed.document.root?.texts.count == 62)
    }

    @Test("an anchor is reported with its first uses, and the number of the rest")
    func anchorUses() {
        let report = Parsed("a: &x 1\nb: [*x, *x, *x, *x, *x]\n").report
        #expect(report.contains("and 2 more uses of it"))
    }
}

extension [UInt8] {
    /// A file in UTF-16 or UTF-32.
    fileprivate init(hasMark: Bool, _ width: Int, _ isBigEndian: Bool) {
        let scalars = (hasMark ? "\u{FEFF}" : "") + "metricsgen: 1\n"
        self = scalars.unicodeScalars.flatMap { scalar in
            let bytes = (0..<width).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32($0))) }
            return isBigEndian ? bytes.reversed() : bytes
        }
    }
}
