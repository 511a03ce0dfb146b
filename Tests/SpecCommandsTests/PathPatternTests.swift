// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecFiles
import Testing

@testable import SpecCommands

@Suite("Patterns of paths")
struct PathPatternTests {
    private static let sources = MemorySources(
        Dictionary(
            uniqueKeysWithValues: [
                "a.json", "b.yaml", ".hidden.json", "boards/a.json", "boards/deep/er/c.json", "boards/.git/d.json",
                "boards/deep/e.yaml", "boards/.old/f.json",
            ].map { ("/package/" + $0, []) }))

    @Test(
        "`*` and `?` stand for parts of a name, `**` for any directories",
        arguments: [
            ("a.json", ["a.json"]),
            ("./a.json", ["a.json"]),
            ("*.json", ["a.json"]),
            ("?.*", ["a.json", "b.yaml"]),
            ("boards/*.json", ["boards/a.json"]),
            ("**/*.json", ["a.json", "boards/a.json", "boards/deep/er/c.json"]),
            ("boards/**", ["boards/a.json", "boards/deep/e.yaml", "boards/deep/er/c.json"]),
            ("**/deep/**/*.json", ["boards/deep/er/c.json"]),
            ("**/**/c.json", ["boards/deep/er/c.json"]),
            ("boards", []), ("*.yml", []), ("nowhere/*.json", []),
            ("boards/.old/*.json", ["boards/.old/f.json"]), (".hid*", [".hidden.json"]),
        ])
    func files(pattern: String, found: [String]) {
        let matches = PathPattern(pattern).matches(in: "/package", Self.sources)
        #expect(matches.files.map(\.text) == found)
        #expect(matches.unreadable.isEmpty)
    }

    @Test("a name with many stars takes no longer than its length")
    func stars() {
        let name = String(repeating: "a", count: 2_000)
        #expect(!NamePattern.matches(name, String(repeating: "*a", count: 500) + "b"))
        #expect(NamePattern.matches(name, String(repeating: "*a", count: 500) + "*"))
    }
}
