// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecLanguage

/// Faulty specs, each with what is printed about it in the same file.
@Suite("Fixtures")
struct FixtureTests {
    private static let fixtures = RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures", endingWith: ".yaml")

    @Test("each prints its expected output", arguments: fixtures)
    func report(fixture: RecordedText) throws {
        try fixture.expect(TestSpec(fixture.input).report)
    }

    @Test(
        "a legal spec of each construct resolves without a finding",
        arguments: RecordedText.all(in: "Tests/SpecLanguageTests/Fixtures/Legal", endingWith: ".yaml"))
    func legal(fixture: RecordedText) {
        expectSame(TestSpec(fixture.input).report, "", fixture.path)
    }

    @Test("there are many, and each is faulty", .disabled(if: isRecording))
    func faulty() {
        #expect(Self.fixtures.count >= 120)
        #expect(Self.fixtures.allSatisfy { !$0.expected.isEmpty })
    }

    @Test(
        "mutated token by token none crashes, and every finding is at something in the text", .slow, arguments: fixtures
    )
    func mutated(fixture: RecordedText) {
        // The name gives each fixture mutations of its own, which are the same on every run.
        let seed = SeededGenerator.seed(fixture.path.utf8.reduce(into: 1) { $0 = $0 &* 31 &+ UInt64($1) })
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        judge((0..<(isSoaking ? 60 : 20)).map { _ in mutations.next(using: &generator) }, "seed \(seed)")
    }

    @Test(
        "without one of its tokens none crashes, and every finding is at something in the text", .slow,
        arguments: fixtures
    )
    func shortened(fixture: RecordedText) {
        let texts = Mutations(of: fixture.input).shortened
        judge(sample(texts, every: 4, of: fixture.path.utf8.count), "without a token")
    }

    @Test(
        "what has nothing to do with a finding changes its place by what it adds, and else nothing", .slow,
        arguments: fixtures
    )
    func unrelated(fixture: RecordedText) {
        for fault in UnrelatedChange.faults(in: FixtureFiles(fixture.input), { TestSpec($0) }) {
            Issue.record("\(fault)")
        }
    }

    @Test("three unrelated faults are exactly three findings, in the order of the file")
    func unrelatedFaults() throws {
        let fixture = try RecordedText(path: "Tests/SpecLanguageTests/Fixtures/three-unrelated-faults.yaml")
        let findings = TestSpec(fixture.input).findings
        #expect(findings.count == 3)
        #expect(Set(findings.map(\.rule.code)).count == 3)
        #expect(findings.map(\.span.start) == findings.map(\.span.start).sorted())
    }

    @Test("a fix at the end of a file that ends without a line break stays inside of the file")
    func noLineBreakAtTheEnd() {
        let text = "metricsgen: 1\nproduct: {name: shop, version: \"1.0\"}\nlabels:\n  shop: {help: The shop.}"
        let spec = TestSpec(text)
        var edits: [Span] = []
        _ = CompiledFixture(FixtureFiles(text), emitters: []) { _, declarations in
            edits = declarations().labels.compactMap(\.removal)
            return []
        }
        #expect(edits.count == 1)
        #expect(edits.allSatisfy(spec.contains))
    }

    /// What has to be true of whatever a mutation made of a spec.
    private func judge(_ texts: [String], _ which: String) {
        let faults = faultsFound(in: texts) { text in
            let spec = TestSpec(text)
            var faults = spec.findingsWithoutPlace.map { "\($0.span) isn't where `\($0.message)` is at fault" }
            faults += spec.findings.map(\.message).filter { $0.contains("\n") }
            if spec.product == nil, !spec.findings.hasErrors { faults.append("nothing came of it") }
            return faults.map { "\(which): \($0)\n\(text)" }
        }
        for fault in faults { Issue.record("\(fault)") }
    }
}
