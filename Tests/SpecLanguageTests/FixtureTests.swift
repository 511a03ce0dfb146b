import SpecDiagnostics
import SpecTestSupport
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

    @Test("mutated token by token none crashes, and every finding is at something in the text", arguments: fixtures)
    func mutated(fixture: RecordedText) {
        // The name, so that each fixture has mutations of its own and the same ones on every run.
        let seed = fixture.path.utf8.reduce(into: UInt64(1)) { $0 = $0 &* 31 &+ UInt64($1) }
        var generator = SeededGenerator(seed: seed)
        let mutations = Mutations(of: fixture.input)
        for round in 0..<100 { judge(mutations.next(using: &generator), "seed \(seed), round \(round)") }
    }

    @Test(
        "without any one of its tokens none crashes, and every finding is at something in the text", arguments: fixtures
    )
    func shortened(fixture: RecordedText) {
        for (index, text) in Mutations(of: fixture.input).shortened.enumerated() { judge(text, "token \(index)") }
    }

    @Test(
        "what has nothing to do with a finding changes its place by what it adds, and else nothing", arguments: fixtures
    )
    func unrelated(fixture: RecordedText) {
        let files = TestSpec.Files(fixture.input)
        let before = TestSpec(files)
        for change in UnrelatedChange.changes(of: before) {
            let source = before.sources[change.edit.span.source]
            var changed = files
            changed.texts[source.path] = source.applying([change.edit])
            let after = TestSpec(changed)
            let isSame =
                before.findings.count == after.findings.count
                && zip(after.findings, before.findings).allSatisfy(change.made)
            if !isSame { Issue.record("\(change) in \(source.path) made\n\(after.report)") }
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
        let spec = TestSpec(
            "metricsgen: 1\nproduct: {name: shop, version: \"1.0\"}\nlabels:\n  shop: {help: The shop.}")
        let edits = spec.product?.declarations.labels.compactMap(\.removal) ?? []
        #expect(edits.count == 1)
        #expect(edits.allSatisfy(spec.contains))
    }

    /// What has to be true of whatever a mutation made of a spec. `#expect` would take more time than the compiler.
    private func judge(_ text: String, _ which: String) {
        let spec = TestSpec(text)
        for finding in spec.findingsWithoutPlace {
            Issue.record("\(which): \(finding.span) isn't where `\(finding.message)` is at fault\n\(text)")
        }
        for finding in spec.findings where finding.message.contains("\n") {
            Issue.record("\(which): \(finding.message)")
        }
        if spec.product == nil, !spec.findings.hasErrors { Issue.record("\(which): nothing came of\n\(text)") }
    }
}
