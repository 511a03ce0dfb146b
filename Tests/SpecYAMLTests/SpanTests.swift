// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecYAML

@Suite("Places of keys and values")
struct SpanTests {
    /// What lies between two marks has to be the place of a key or a value, and nothing else.
    private func expectPlaces(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let marked = MarkedText(marked)
        let parsed = Parsed(marked.text)
        #expect(parsed.report == "", sourceLocation: sourceLocation)
        #expect(parsed.document.root?.places ?? [] == marked.places, sourceLocation: sourceLocation)
    }

    @Test("a plain scalar ends at its last letter")
    func plain() {
        expectPlaces("⟨⟨a⟩:   ⟨b c⟩⟩   \n")
        expectPlaces("⟨⟨a⟩: ⟨b c⟩⟩ # a comment\n")
        expectPlaces("⟨⟨a⟩: ⟨b\n  c⟩⟩\n\n\n")
    }

    @Test("a quoted scalar includes its quotes")
    func quoted() {
        expectPlaces("⟨⟨\"a\"⟩: ⟨'it''s'⟩⟩  \n")
        expectPlaces("⟨⟨a⟩: ⟨\"two\n  lines\"⟩⟩\n")
    }

    @Test("a block scalar ends at its last letter")
    func block() {
        expectPlaces("⟨⟨a⟩: ⟨|\n  one\n  two⟩\n\n⟨b⟩: ⟨>-\n  three⟩⟩\n\n\n")
        expectPlaces("⟨⟨a⟩: ⟨|⟩⟩\n")
    }

    @Test("a collection in braces or brackets includes them")
    func flow() {
        expectPlaces("⟨⟨a⟩: ⟨{⟨b⟩: ⟨1⟩, ⟨c⟩: ⟨[⟨2⟩,\n  ⟨3⟩ ]⟩ }⟩⟩\n")
        expectPlaces("⟨⟨a⟩: ⟨[]⟩\n⟨b⟩: ⟨{ }⟩⟩\n")
    }

    @Test("a block collection runs from its first to its last child")
    func blockCollections() {
        expectPlaces("⟨⟨a⟩:\n  ⟨⟨b⟩: ⟨1⟩\n  ⟨c⟩: ⟨2⟩⟩\n\n# a comment\n⟨d⟩:\n⟨- ⟨3⟩\n- ⟨4⟩⟩⟩\n")
    }

    @Test("an absent value has an empty place after its colon")
    func absent() {
        expectPlaces("⟨⟨a⟩:⟨⟩\n⟨b⟩: ⟨c⟩⟩\n")
    }

    @Test("columns count Unicode scalars")
    func scalars() {
        expectPlaces("⟨⟨茶⟩: ⟨é👩‍👧⟩⟩\n")
        expectPlaces("⟨{⟨ä⟩: ⟨ö⟩, ⟨ü⟩: ⟨1⟩}⟩\n")
    }

    @Test("lines end at LF, CR LF and CR alike", arguments: ["\n", "\r\n", "\r"])
    func lineBreaks(lineBreak: String) {
        expectPlaces("⟨⟨a⟩: ⟨1⟩#⟨b⟩:#  ⟨⟨c⟩: ⟨|#    x#    y⟩#  ⟨d⟩: ⟨2⟩⟩⟩#".replacing("#", with: lineBreak))
    }

    @Test(
        "characters that only YAML 1.1 takes for line breaks don't count as lines", arguments: ["\u{85}", "\u{2028}"])
    func rareLineBreaks(character: String) {
        expectPlaces("⟨⟨a⟩: ⟨\"x\(character)y\"⟩\n⟨b⟩: ⟨1⟩⟩\n")
    }

    @Test("a fault at a line break is shown up to the end of its line", arguments: ["\n", "\r\n", "\r"])
    func faultAtLineBreak(lineBreak: String) {
        let findings = Parsed("a: \"\\x\(lineBreak)b\(lineBreak)").document.findings
        #expect(findings.map(\.span.description) == ["1:5-1:7"])
    }

    @Test("a byte order mark counts for nothing")
    func byteOrderMark() {
        let parsed = Parsed(bytes: [0xEF, 0xBB, 0xBF] + Array("a: 1\nb: 2\n".utf8))
        #expect(parsed.report == "")
        #expect(parsed.document.root?.places == ["1:1-2:5", "1:1-1:2", "1:4-1:5", "2:1-2:2", "2:4-2:5"])
    }

    @Test("a tab before a value counts as one column")
    func tabs() {
        expectPlaces("⟨⟨a⟩:\t⟨1⟩⟩\n")
    }
}
