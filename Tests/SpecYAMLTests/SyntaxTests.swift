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
            ("a: 'it'⟨s⟩\n", "goes on after its closing quote"),
            ("{a: \"b\"⟨c⟩, d: 1}\n", "goes on after its closing quote"),
            ("a: {b: 1\nc⟨:⟩ 2\n", "expected `,` or `}`"),
            ("a: [1, 2\nb⟨:⟩ 3\n", "expected `,` or `]`"),
            ("a: b⟨:⟩ c\n", "a `:` with a blank after it"),
            ("a: 1\n b⟨:⟩ 2\n", "a `:` with a blank after it"),
            ("a: ⟨@⟩b\n", "can't begin with `@`"),
            ("a: ⟨`⟩b`\n", "can't begin with"),
            ("a: ⟨%⟩b\n", "can't begin with `%`"),
            ("a: \"x⟨\\d⟩\"\n", "`\\d` is no escape"),
            ("a:\n⟨\t⟩b: 1\n", "a tab can't indent"),
            ("a: 1\n⟨b⟩\n", "no `:` after its key"),
            ("a: ⟨-⟩ 1\n", "a list can't start in this line"),
            ("a:\n  - 1\n  ⟨b⟩: 2\n", "expected `-`"),
            ("a: 1\n⟨---⟩\nb: 2\n", "second YAML document"),
            ("a: ⟨!local⟩ 1\n", "no YAML tags"),
            ("a: ⟨&x⟩ 1\n", "no anchors"),
            ("a: ⟨*x⟩\n", "no aliases"),
            ("⟨<<⟩: {a: 1}\n", "no merge keys"),
            ("⟨[a]⟩: 1\n", "a key has to be a text"),
            ("⟨{a: b}⟩: 1\n", "a key has to be a text"),
        ])
    func places(marked: String, message: String) {
        let marked = MarkedText(marked)
        let parsed = Parsed(marked.text)
        #expect(parsed.document.findings.count == 1, "\(parsed.report)")
        #expect(parsed.report.contains(message), "\(parsed.report)")
        #expect(parsed.document.findings.map(\.span.description) == marked.places, "\(parsed.report)")
    }
}
