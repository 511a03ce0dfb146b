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
