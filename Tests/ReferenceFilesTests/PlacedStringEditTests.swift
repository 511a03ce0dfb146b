// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecYAML
import TestSupport
import Testing

@testable import ReferenceFiles

@Suite("An edit of a string in a file")
struct PlacedStringEditTests {
    private static let replacements = [
        "shop_x", "é😀", "a: b", "x # y", "'", "\"", "\\", "\t", " ", "", "{a=\"b\"}", "- ", "a, b", "\n", "`", "]", "#",
        "&a", "*a", "!a", "%q", "|", ">", "a:", "\u{85}", "null",
    ]

    private static let id = SourceID(index: 0)

    /// The string of the key `k`, anywhere in the file.
    private static func scalar(in source: SourceText) -> YAMLElement? {
        func value(in element: YAMLElement) -> YAMLElement? {
            element["k"] ?? (element.elements ?? element.entries?.map(\.value) ?? []).lazy.compactMap(value).first
        }
        let tree = YAMLTree(source, id: id)
        return tree.stop == nil && tree.documents.count == 1 ? tree.documents[0].root.flatMap(value) : nil
    }

    /// Everything that the YAML says, without places.
    private static func values(of element: YAMLElement) -> String {
        switch element.content {
        case .scalar(let scalar): scalar.text.debugDescription
        case .alias(let name): "*\(name)"
        case .sequence(let elements): "[\(elements.map(values).joined(separator: ", "))]"
        case .mapping(let entries):
            "{\(entries.map { "\(values(of: $0.key)): \(values(of: $0.value))" }.joined(separator: ", "))}"
        }
    }

    /// Replaces random parts of a string. Reading the file again gives exactly the new string, or there is no edit.
    ///
    /// - Parameter read: the string that is edited, and a description of all that is in the file, where it can be read.
    /// - Returns: how many of the replacements could be made.
    private func replaceParts(
        of source: SourceText, count: Int, using generator: inout SeededGenerator,
        read: (SourceText) -> (string: PlacedString, rest: String)?
    ) throws -> Int {
        let (string, rest) = try #require(read(source))
        let borders = string.text.unicodeScalars.indices.map {
            string.text.utf8.distance(from: string.text.startIndex, to: $0)
        }
        let ends = borders + [string.text.utf8.count]
        var made = 0
        for _ in 0..<count {
            let (one, other) = (ends.randomElement(using: &generator) ?? 0, ends.randomElement(using: &generator) ?? 0)
            let part = min(one, other)..<max(one, other)
            let replacement = Self.replacements.randomElement(using: &generator) ?? ""
            guard let edit = string.edit(replacing: part, with: replacement, in: source, id: Self.id) else { continue }
            made += 1
            var expected = Array(string.text.utf8)
            expected.replaceSubrange(part, with: replacement.utf8)
            let edited = SourceText(path: "a", text: try #require(source.applying([edit])))
            let comment: Comment =
                "\(source.text.debugDescription), \(part) by \(replacement.debugDescription) -> \(edited.text.debugDescription)"
            guard let (again, otherRest) = read(edited) else {
                Issue.record(comment)
                continue
            }
            #expect(Array(again.text.utf8) == expected, comment)
            #expect(rest == otherRest, comment)
            let range = source.offset(of: edit.span.start)..<source.offset(of: edit.span.end)
            let kept =
                source.text.utf8.prefix(range.lowerBound) + Array(edit.text.utf8)
                + source.text.utf8.dropFirst(range.upperBound)
            #expect(Array(edited.text.utf8) == Array(kept), comment)
        }
        return made
    }

    @Test("rewrites exactly a part of a scalar of YAML", arguments: RandomScalar.Style.allCases)
    func scalars(style: RandomScalar.Style) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(31))
        var made = 0
        for _ in 0..<200 {
            let source = SourceText(path: "a.yaml", bytes: RandomScalar(style, using: &generator).text)
            made += try replaceParts(of: source, count: 5, using: &generator) { source in
                guard let element = Self.scalar(in: source), let string = PlacedString(element),
                    let root = YAMLTree(source, id: Self.id).documents.first?.root
                else { return nil }
                // With the key, since another string can be equal.
                let entry = "\"k\": \(string.text.debugDescription)"
                return (string, Self.values(of: root).replacing(entry, with: "k"))
            }
        }
        #expect(made > 300)
    }

    @Test("rewrites exactly a part of a JSON string")
    func json() throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(32))
        var made = 0
        for _ in 0..<200 {
            let text = "{\"a\": 1, \"k\": \(String(decoding: RandomJSONString(using: &generator).text, as: UTF8.self))}"
            made += try replaceParts(of: SourceText(path: "a.json", text: text), count: 5, using: &generator) {
                source in
                guard let root = try? JSONDocument(Array(source.text.utf8)).root, let node = root["k"],
                    let string = PlacedString(node, in: PlacedString(source))
                else { return nil }
                return (string, root["a"]?.digits ?? "")
            }
        }
        #expect(made == 1000)
    }

    @Test(
        "rewrites exactly a part of a JSON string in a scalar of YAML",
        arguments: ["json: |\n  #", "json: >-\n  #", "json: '#'"])
    func jsonInYAML(frame: String) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(33))
        var made = 0
        for _ in 0..<200 {
            let json = String(decoding: RandomJSONString(using: &generator).text, as: UTF8.self)
            let text = frame.replacing("#", with: "{\"k\": \(json)}") + "\nz: 1\n"
            made += try replaceParts(of: SourceText(path: "a.yaml", text: text), count: 5, using: &generator) {
                source in
                let root = YAMLTree(source, id: Self.id).documents.first?.root
                guard let document = root?["json"].flatMap(PlacedString.init),
                    let node = try? JSONDocument(Array(document.text.utf8)).root["k"],
                    let string = PlacedString(node, in: document)
                else { return nil }
                return (string, root?["z"]?.string ?? "")
            }
        }
        #expect(made > 500)
    }

    @Test(
        "is there where it is certain what to write",
        arguments: [
            ("k: up{a=\"b\"}\n", 0..<2, "x", "k: x{a=\"b\"}\n"),
            ("k: up\n", 0..<2, "x{a=\"b\"}", nil),
            ("k: [up]\n", 0..<2, "x", "k: [x]\n"),
            ("k: up > 1\n", 2..<4, " #", nil),
            ("k: 'up'\n", 0..<2, "x{a='b'}", "k: 'x{a=''b''}'\n"),
            ("k: \"up\"\n", 0..<2, "x{a=\"b\\\\\"}", "k: \"x{a=\\\"b\\\\\\\\\\\"}\"\n"),
            ("k: |\n  up\n  > 1\n", 0..<2, "x{}", "k: |\n  x{}\n  > 1\n"),
            ("k: |\n  up\n  > 1\n", 0..<2, "", nil),
            ("k: >\n  up\n  > 1\n", 0..<4, "1 <", "k: >\n  1 < 1\n"),
            ("a: &a up\nk: *a\n", 0..<2, "x", "a: &a x\nk: *a\n"),
        ] as [(String, Range<Int>, String, String?)])
    func example(text: String, part: Range<Int>, replacement: String, expected: String?) throws {
        let source = SourceText(path: "a.yaml", text: text)
        let element = try #require(Self.scalar(in: source))
        let string = PlacedString(element.elements?.first ?? element)
        let edit = string?.edit(replacing: part, with: replacement, in: source, id: Self.id)
        #expect(edit.flatMap { source.applying([$0]) } == expected)
    }

    @Test("stays within a line of a page")
    func page() {
        let source = SourceText(path: "a.md", text: "> up\n> + down\n")
        let string = PlacedString(source).parts([2..<5, 7..<14])
        #expect(string.text == "up\n+ down\n")
        func edited(_ part: Range<Int>, _ text: String) -> String? {
            string.edit(replacing: part, with: text, in: source, id: Self.id).flatMap { source.applying([$0]) }
        }
        #expect(edited(5..<9, "x") == "> up\n> + x\n")
        #expect(edited(0..<2, "a\nb") == nil)
        #expect(edited(0..<4, "x") == nil)
        #expect(string.span(of: 0..<4, in: source, id: Self.id).description == "1:3-2:4")
    }
}
