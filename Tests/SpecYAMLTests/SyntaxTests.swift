// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecYAML

@Suite("Faults of the notation")
struct SyntaxTests {
    /// Each text, with the place that is underlined, and a part of what is said about it.
    @Test(
        "are shown where they are, in words that don't presume a parser",
        arguments: [
            ("a: ⟨\"⟩never closed\nb: 1\n", "never closed"),
            ("a: ⟨'⟩its\n", "never closed"),
            ("a: 'it'⟨s⟩\n", "continues after its closing quote"),
            ("{a: \"b\"⟨c⟩, d: 1}\n", "continues after its closing quote"),
            ("a: {b: 1\nc⟨:⟩ 2\n", "expected `,` or `}`"),
            ("a: [1, 2\nb⟨:⟩ 3\n", "expected `,` or `]`"),
            ("a: b⟨:⟩ c\n", "`: ` is not allowed here"),
            ("a: 1\n b⟨:⟩ 2\n", "`: ` is not allowed here"),
            ("a: ⟨@⟩b\n", "can't start with `@`"),
            ("a: ⟨`⟩b`\n", "can't start with"),
            ("a: ⟨%⟩b\n", "can't start with `%`"),
            ("a: \"x⟨\\d⟩\"\n", "`\\d` is not a valid escape sequence"),
            ("a:\n⟨\t⟩b: 1\n", "indented with a tab"),
            ("a: 1\n⟨b⟩\n", "no `:` after its key"),
            ("a: ⟨-⟩ 1\n", "a list can't start on this line"),
            ("a:\n  - 1\n  ⟨b⟩: 2\n", "expected `-`"),
            ("a: 1\n⟨---⟩\nb: 2\n", "a single YAML document"),
            ("a: ⟨!local⟩ 1\n", "can't have YAML tags"),
            ("a: ⟨&x⟩ 1\n", "can't have anchors"),
            ("a: ⟨*x⟩\n", "can't have aliases"),
            ("⟨<<⟩: {a: 1}\n", "can't have merge keys"),
            ("⟨[a]⟩: 1\n", "a key must be a string"),
            ("⟨{a: b}⟩: 1\n", "a key must be a string"),
        ])
    func places(marked: String, message: String) {
        let marked = MarkedText(marked)
        let parsed = Parsed(marked.text)
        #expect(parsed.document.findings.count == 1, "\(parsed.report)")
        #expect(parsed.report.contains(message), "\(parsed.report)")
        #expect(parsed.document.findings.map(\.span.description) == marked.places, "\(parsed.report)")
    }
}
