// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecYAML

@Suite("The tree")
struct TreeTests {
    @Test("prints as an outline")
    func outline() {
        #expect(
            Parsed("metrics:\n  - {type: gauge, help: \"a\\nb\"}\n  - |\n    text\nempty:\n").tree == #"""
                mapping 1:1-5:6
                  "metrics" 1:1-1:8: sequence 2:3-4:9
                    - mapping 2:5-2:32
                      "type" 2:6-2:10: plain "gauge" 2:12-2:17
                      "help" 2:19-2:23: quoted "a\nb" 2:25-2:31
                    - block "text\n" 3:5-4:9
                  "empty" 5:1-5:6: plain "" 5:7-5:7
                """#)
    }

    @Test("scalars are the strings they look like: nothing is taken for a Boolean, a number or null")
    func texts() {
        #expect(
            Parsed("[no, on, 0.10, 0.1, 1e3, 0x1F, ~, null, 2024-01-01, .inf, 1_000]").document.root?.texts
                == ["no", "on", "0.10", "0.1", "1e3", "0x1F", "~", "null", "2024-01-01", ".inf", "1_000"])
    }

    @Test("quotes make a difference that a caller can see")
    func styles() {
        let tree = Parsed("[a, 'a', \"a\"]").tree
        #expect(tree.contains("plain \"a\"") && tree.contains("quoted \"a\""))
    }

    @Test("a string can be long, and hold anything that YAML can write")
    func content() {
        let long = String(repeating: "x", count: 1_000_000)
        #expect(Parsed("a: \(long)\n").document.root?.texts.last == long)
        #expect(Parsed("a: \"\\0\\x41\\u2028\\U0001F600\"\n").document.root?.texts.last == "\0A\u{2028}😀")
    }

    @Test(
        "an empty file has no root, and nothing is said about it here",
        arguments: ["", "\n\n", "# a comment\n", "---\n"])
    func empty(text: String) {
        let parsed = Parsed(text)
        #expect(parsed.report == "")
        #expect(parsed.document.root.map { $0.texts == [""] } ?? true)
    }

    @Test("the first of two equal keys is kept")
    func duplicateKeys() {
        let parsed = Parsed("a: 1\nb: 2\na: 3\n")
        #expect(parsed.codes == ["MG0010"])
        #expect(parsed.document.root?.texts == ["a", "1", "b", "2"])
    }

    @Test("a fault leaves what was read before it, marked as incomplete")
    func partial() {
        let parsed = Parsed("a: 1\nb: {c: 2, d: [3, 4\n")
        #expect(parsed.codes == ["MG0004"])
        #expect(
            parsed.tree == #"""
                mapping 1:1-2:19 incomplete
                  "a" 1:1-1:2: plain "1" 1:4-1:5
                  "b" 2:1-2:2: mapping 2:4-2:19 incomplete
                    "c" 2:5-2:6: plain "2" 2:8-2:9
                    "d" 2:11-2:12: sequence 2:14-2:19 incomplete
                      - plain "3" 2:15-2:16
                      - plain "4" 2:18-2:19
                """#)
    }
}
