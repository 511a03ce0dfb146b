// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML
import TestSupport
import Testing

@Suite("Places in scalars")
struct ScalarPlacesTests {
    /// The scalar of the key `k`, and the source.
    private func scalar(_ bytes: some Collection<UInt8>) throws -> (YAMLElement, SourceText) {
        let source = SourceText(path: "a.yaml", bytes: bytes)
        let tree = YAMLTree(source, id: SourceID(index: 0))
        func value(in element: YAMLElement) -> YAMLElement? {
            element["k"] ?? (element.elements ?? element.entries?.map(\.value) ?? []).lazy.compactMap(value).first
        }
        return (try #require(tree.documents.first?.root.flatMap(value)), source)
    }

    @Test(
        "what is between two marks is the place of the first two letters `xy` of the string",
        arguments: [
            "k: a ⟨xy⟩\n", "k: '''⟨xy⟩'\n", "k: \"\\t\\u20ac⟨xy⟩\"\n", "k: \"⟨\\x78y⟩\"\n", "k: \"⟨x\\\n    y⟩\"\n",
            "k: a\n  b\n\n  ⟨xy⟩ c\n", "k: |\n  a\n   b⟨xy⟩\n", "k: >-\n  a\n\n  b é⟨xy⟩\n  c\n", "k: |1\n  ⟨xy⟩\n",
            "k: >+ # xy\n\n  a\n  ⟨xy⟩\n\n", "k: &b !!str \"a⟨xy⟩\"\n", "k: |\r\n  a\r\n  ⟨xy⟩\r\n",
        ])
    func example(marked: String) throws {
        let marked = MarkedText(marked)
        let (element, source) = try scalar(Array(marked.text.utf8))
        let string = try #require(element.string)
        let found = try #require(string.firstRange(of: "xy"))
        let offset = string.utf8.distance(from: string.startIndex, to: found.lowerBound)
        let places = try #require(ScalarPlaces(of: string, in: WrittenScalar(element.span, in: source)))
        let place = places.range(of: offset..<offset + 2)
        #expect([source.span(place, id: SourceID(index: 0)).description] == marked.places)
        #expect(places.range(of: offset..<offset) == place.lowerBound..<place.lowerBound)
    }

    @Test("another string than the one that is written has no places")
    func otherString() throws {
        let (element, source) = try scalar(Array("k: 'a'\n".utf8))
        #expect(ScalarPlaces(of: "b", in: WrittenScalar(element.span, in: source)) == nil)
        #expect(ScalarPlaces(of: "a", in: WrittenScalar(element.span, in: source))?.range(of: 1..<1) == 5..<5)
    }

    @Test("each byte of random scalars has its place", arguments: RandomScalar.Style.allCases)
    func everyByte(style: RandomScalar.Style) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(29))
        for number in 0..<400 {
            let random = RandomScalar(style, using: &generator)
            let comment: Comment =
                "number \(number) of seed \(generator.seed): \(String(decoding: random.text, as: UTF8.self).debugDescription)"
            let (element, source) = try scalar(random.text)
            let string = try #require(element.string)
            try #require(Array(string.utf8) == random.decoded, comment)
            let places = try #require(ScalarPlaces(of: string, in: WrittenScalar(element.span, in: source)), comment)
            for (offset, place) in random.places.enumerated() {
                #expect(places.range(of: offset..<offset + 1) == place, comment)
            }
        }
    }

    @Test("every scalar of every fixture has places")
    func fixtures() throws {
        for folder in ["spec", "Tests/SpecLanguageTests/Fixtures/Legal", "Tests/SpecChecksTests/Fixtures"] {
            for name in try Repository.files(in: folder, endingWith: ".yaml") {
                let source = SourceText(path: name, text: try Repository.text("\(folder)/\(name)"))
                for root in YAMLTree(source, id: SourceID(index: 0)).documents.compactMap(\.root) {
                    expectPlaces(of: root, in: source)
                }
            }
        }
    }

    private func expectPlaces(of element: YAMLElement, in source: SourceText) {
        switch element.content {
        case .scalar(let scalar):
            #expect(
                ScalarPlaces(of: scalar.text, in: WrittenScalar(element.span, in: source)) != nil,
                "\(source.path) \(element.span)")
        case .sequence(let elements): for element in elements { expectPlaces(of: element, in: source) }
        case .mapping(let entries):
            for entry in entries {
                expectPlaces(of: entry.key, in: source)
                expectPlaces(of: entry.value, in: source)
            }
        case .alias: break
        }
    }

    @Test("an offset and a place are two names of one byte", arguments: ["\n", "\r\n", "\r"])
    func offsets(lineBreak: String) {
        let source = SourceText(path: "a", text: "aé#😀b##c".replacing("#", with: lineBreak))
        let text = source.text
        for index in text.unicodeScalars.indices {
            let offset = text.utf8.distance(from: text.startIndex, to: index)
            let position = source.position(ofOffset: offset)
            let isSecondHalf = text.unicodeScalars[index] == "\n" && lineBreak == "\r\n"
            #expect(source.offset(of: position) == (isSecondHalf ? offset - 1 : offset))
        }
        #expect(source.position(ofOffset: text.utf8.count) == Position(line: 4, column: 2))
        #expect(source.position(ofOffset: 3) == Position(line: 1, column: 3))
    }
}
