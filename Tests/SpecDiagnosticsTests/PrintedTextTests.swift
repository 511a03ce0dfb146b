// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@Suite("Text for terminals and logs")
struct PrintedTextTests {
    @Test("control characters, and what turns a line around, are escapes")
    func controlCharacters() {
        #expect(PrintedText.line("a\u{1B}[31m\nb\tc\u{9B}\u{202E}\r\0") == #"a\u{1B}[31m\nb\tc\u{009B}\u{202E}\r\0"#)
        #expect(PrintedText.lines("a\n\tb\u{7}") == "a\n\tb\\u{07}")
        #expect(PrintedText.lines("größer 数 👩‍🔧") == "größer 数 👩‍🔧")
    }

    @Test(
        "what a runner takes for a command is none any more",
        arguments: [
            ("::error::x", ": :error::x"), ("a\n  ::x::y", "a\n  : :x::y"), ("\u{A0}::x", "\u{A0}: :x"),
            ("a ##[error]b", "a # #[error]b"), ("##vso[task.x]", "# #vso[task.x]"), ("###[x]", "## #[x]"),
            (" ::stop-commands::x", " : :stop-commands::x"),
        ])
    func commands(text: String, expected: String) { #expect(PrintedText.withoutCommands(text) == expected) }

    @Test(
        "everything else is as it was",
        arguments: ["a::b", "vllm:x", "## Title", "a: :b", "## [link](#a)", "#:", "x ## y["])
    func otherText(_ text: String) { #expect(PrintedText.withoutCommands(text) == text) }

    @Test("a document says the same without either")
    func json() {
        let document = "{\n  \"a\": \"\u{9B}31m ##[x] \u{E0041} ##\"\n}\n"
        let expected = "{\n  \"a\": \"\\u009b31m \\u0023#[x] \\udb40\\udc41 ##\"\n}\n"
        #expect(PrintedText.json(document) == expected)
        #expect(PrintedText.json("{\"a\": \"数\"}\n") == "{\"a\": \"数\"}\n")
    }
}
