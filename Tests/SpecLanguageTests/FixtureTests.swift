import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecLanguage

/// Faulty specs, each with what is printed about it in the same file.
@Suite("Fixtures")
struct FixtureTests {
    private static let fixtures = RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures", endingWith: ".yaml")

    @Test("each prints what stands below it", arguments: fixtures)
    func report(fixture: RecordedText) throws {
        let report = TestSpec(fixture.input).report
        if isRecording {
            try fixture.record(report)
        } else {
            #expect(report == fixture.expected)
        }
    }

    @Test(
        "a legal spec of each construct resolves without a finding",
        arguments: RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures/Legal", endingWith: ".yaml"))
    func legal(fixture: RecordedText) {
        #expect(TestSpec(fixture.input).report == "")
    }

    @Test("there are many, and each is faulty", .disabled(if: isRecording))
    func faulty() {
        #expect(Self.fixtures.count >= 120)
        #expect(Self.fixtures.allSatisfy { !$0.expected.isEmpty })
    }

    @Test("mutated token by token none crashes, and every place lies in the text", arguments: fixtures)
    func mutated(fixture: RecordedText) {
        // The name, so that each fixture has mutations of its own and the same ones on every run.
        let seed = fixture.path.utf8.reduce(into: UInt64(1)) { $0 = $0 &* 31 &+ UInt64($1) }
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        for round in 0..<100 {
            let text = mutations.next(using: &generator)
            let spec = TestSpec(text)
            for finding in spec.findings {
                for span in [finding.span] + finding.related.map(\.span) + finding.fixes.flatMap(\.edits).map(\.span) {
                    #expect(spec.contains(span), "seed \(seed), round \(round): \(finding)\n\(text)")
                }
                #expect(!finding.message.contains("\n"))
            }
            #expect(spec.product != nil || spec.findings.hasErrors, "seed \(seed), round \(round)\n\(text)")
        }
    }
}

extension TestSpec {
    /// Whether a span runs forward between two places of its text.
    func contains(_ span: Span) -> Bool {
        let source = sources[span.source]
        let isInside = { (position: Position) in
            // The place after the last line break is the end of the text.
            (1...source.lineCount).contains(position.line)
                && (1...source.line(position.line).unicodeScalars.count + 1).contains(position.column)
        }
        return isInside(span.start) && isInside(span.end) && span.start <= span.end
    }
}
