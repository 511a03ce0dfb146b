import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecChecks

/// Specs with faults that lint finds, each with what is printed about it in the same file.
@Suite("Fixtures of lint")
struct FixtureTests {
    private static let fixtures = RecordedText.all(in: "Tests/SpecChecksTests/Fixtures", endingWith: ".yaml")

    @Test("each prints what stands below it", arguments: fixtures)
    func report(fixture: RecordedText) throws {
        let report = CheckedSpec(fixture.input).report
        if isRecording {
            try fixture.record(report)
        } else {
            #expect(report == fixture.expected)
        }
    }

    @Test("three unrelated faults, of the language and of lint, are exactly three findings")
    func unrelatedFaults() throws {
        let fixture = try RecordedText(path: "Tests/SpecChecksTests/Fixtures/three-unrelated-faults.yaml")
        #expect(CheckedSpec(fixture.input).codes.count == 3)
    }

    @Test("mutated token by token none crashes, and every place and every fix lies in the text", arguments: fixtures)
    func mutated(fixture: RecordedText) {
        let seed = fixture.path.utf8.reduce(into: UInt64(1)) { $0 = $0 &* 31 &+ UInt64($1) }
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        let texts = (0..<60).map { _ in mutations.next(using: &generator) } + mutations.shortened
        for (round, text) in texts.enumerated() {
            let spec = CheckedSpec(text)
            for finding in spec.findings {
                for span in [finding.span] + finding.related.map(\.span) + finding.fixes.flatMap(\.edits).map(\.span)
                where !spec.contains(span) {
                    Issue.record("seed \(seed), round \(round): \(span) isn't in the text: \(finding)\n\(text)")
                }
            }
        }
    }

    /// What is read aloud: a rule's page shows its example, and here stands what is printed about it.
    @Test("each rule's bad example prints what was recorded")
    func examples() throws {
        let printed = SpecCheck.rules.map { CheckedSpec($0.badExample).report }.joined(separator: "\n")
        let recorded = try RecordedText(path: "Tests/SpecChecksTests/Fixtures/examples.txt")
        if isRecording {
            try recorded.record(printed)
        } else {
            #expect(printed == recorded.expected)
        }
    }
}

extension CheckedSpec {
    /// Whether a span runs forward between two places of its text.
    fileprivate func contains(_ span: Span) -> Bool {
        let source = sources[span.source]
        let isInside = { (position: Position) in
            (1...source.lineCount).contains(position.line)
                && (1...source.line(position.line).unicodeScalars.count + 1).contains(position.column)
        }
        return isInside(span.start) && isInside(span.end) && span.start <= span.end
    }
}
