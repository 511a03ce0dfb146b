// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecChecks

/// Specs with faults that lint finds, each with what is printed about it in the same file.
@Suite("Fixtures of lint")
struct FixtureTests {
    private static let fixtures = RecordedText.all(in: "Tests/SpecChecksTests/Fixtures", endingWith: ".yaml")

    @Test("each prints its expected output", arguments: fixtures)
    func report(fixture: RecordedText) throws {
        try fixture.expect(CheckedSpec(fixture.input).report)
    }

    @Test("three unrelated faults, of the language and of lint, are exactly three findings")
    func unrelatedFaults() throws {
        let fixture = try RecordedText(path: "Tests/SpecChecksTests/Fixtures/three-unrelated-faults.yaml")
        #expect(CheckedSpec(fixture.input).codes.count == 3)
    }

    @Test(
        "mutated token by token none crashes, and every finding is at something in the text", .slow, arguments: fixtures
    )
    func mutated(fixture: RecordedText) {
        let seed = SeededGenerator.seed(fixture.path.utf8.reduce(into: 1) { $0 = $0 &* 31 &+ UInt64($1) })
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        let texts =
            (0..<(isSoaking ? 60 : 10)).map { _ in mutations.next(using: &generator) }
            + sample(mutations.shortened, every: 4, of: fixture.path.utf8.count)
        let faults = faultsFound(in: texts) { text in
            CheckedSpec(text).findingsWithoutPlace.map { finding in
                "seed \(seed): \(finding.span) isn't where `\(finding.message)` is at fault\n\(text)"
            }
        }
        for fault in faults { Issue.record("\(fault)") }
    }

    @Test(
        "what has nothing to do with a finding changes its place by what it adds, and else nothing", .slow,
        arguments: fixtures
    )
    func unrelated(fixture: RecordedText) {
        for fault in UnrelatedChange.faults(in: FixtureFiles(fixture.input), { CheckedSpec($0) }) {
            Issue.record("\(fault)")
        }
    }

    /// What is read aloud: a rule's page shows its example, and here stands what is printed about it.
    @Test("each rule's bad example prints what was recorded")
    func examples() throws {
        let printed = SpecCheck.rules.map { CheckedSpec($0.badExample).report }.joined(separator: "\n")
        try RecordedText(path: "Tests/SpecChecksTests/Fixtures/examples.txt").expect(printed)
    }
}
