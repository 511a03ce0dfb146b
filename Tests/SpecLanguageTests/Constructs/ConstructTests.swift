// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML
import TestSupport
import Testing

@testable import SpecLanguage

/// That the fixtures have everything that the language has. A key that is added to the table, or a value to a closed
/// choice, fails here until there is a spec that has it and one that gets it wrong.
@Suite("Each construct of the language")
struct ConstructTests {
    private static let legal = RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures/Legal", endingWith: ".yaml")
    private static let faulty = RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures", endingWith: ".yaml")
    private static let legalWalks = legal.flatMap { TableWalk.walks(of: TestSpec($0.input)) }

    /// If a section, a prefix or a date is written as another type, everything that depends on it is also reported.
    private static let echoes: Set<String> = [
        "unknown-replacement", "lifecycle-out-of-order",
    ]

    private var keys: [String] {
        LanguageTables.all.flatMap { table in table.keys.map { KeyUse.name($0, of: table) } }
    }

    @Test("each key of each mapping is used in a legal fixture")
    func keysInLegalFixtures() {
        let used = Set(Self.legalWalks.flatMap(\.uses).map(\.name))
        #expect(keys.filter { !used.contains($0) } == [])
    }

    @Test("each form of each value, and each value of each closed choice, is used in a legal fixture")
    func formsInLegalFixtures() {
        let used = Set(Self.legalWalks.flatMap(\.forms))
        let due = LanguageTables.all.flatMap { table in
            table.keys.flatMap { $0.shape.forms(KeyUse.name($0, of: table)) }
        }
        #expect(due.filter { !used.contains($0) } == [])
    }

    @Test(
        "each key of each mapping is used in a faulty fixture, with a diagnostic on it or in its value and in no smaller one"
    )
    func keysInFaultyFixtures() {
        var found: Set<String> = []
        for fixture in Self.faulty {
            let spec = TestSpec(fixture.input)
            let uses = TableWalk.walks(of: spec).flatMap(\.uses)
            for finding in spec.findings {
                // Of those around it the one that begins last is the innermost.
                let innermost = uses.filter { $0.covers(finding.span) }.max { $0.key.start < $1.key.start }
                if let innermost { found.insert(innermost.name) }
            }
        }
        #expect(keys.filter { !found.contains($0) } == [])
    }

    @Test("a value of another type is one finding, at the value, whichever key has it", arguments: legal)
    func misfits(fixture: RecordedText) {
        judge(fixture) { $0.shape.misfit }
    }

    @Test("a value that is missing is one finding, at its key, whichever it is", arguments: legal)
    func absences(fixture: RecordedText) {
        judge(fixture) { _ in "" }
    }

    /// Gives each value of a fixture another text, one after another, and demands one finding for it.
    private func judge(_ fixture: RecordedText, _ replacement: (KeyDescription) -> String?) {
        let files = FixtureFiles(fixture.input)
        let sources = TestSpec(files).sources.sources
        for use in TableWalk.walks(of: TestSpec(files)).flatMap(\.uses) {
            guard let text = replacement(use.description), !use.value.isAbsent else { continue }
            let source = sources[use.key.source.index]
            var mutated = files
            mutated.texts[source.path] = source.applying([.init(replacing: use.value.span, with: text)])
            let spec = TestSpec(mutated)
            let start = text.isEmpty ? use.key.start : use.value.span.start
            let findings = spec.findings.filter { !Self.echoes.contains($0.rule.name) }
            let isOne =
                findings.count == 1 && findings[0].span.source == use.key.source && findings[0].span.start == start
                && findings[0].rule.severity == .error
            if !isOne { Issue.record("\(use.name) at \(use.key) made `\(text)`:\n\(spec.report)") }
        }
    }
}
