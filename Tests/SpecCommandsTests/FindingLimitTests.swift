// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands

@Suite("More findings than anyone reads")
struct FindingLimitTests {
    private func findings(warnings: Int, errors: Int) throws -> [Finding] {
        let head = "metricsgen: 1\nproduct: {name: app, version: \"1.0.0\"}\ngroups:\n  g:\n    metrics:\n"
        let warnings = (0..<warnings).map { "      m\($0): {type: counter, help: Things \($0).}\n" }
        let errors = (0..<errors).map { "      e\($0)_total: {type: counter, help: Errors \($0)., labels: no\($0)}\n" }
        let package = PackageInMemory(FixtureFiles(head + (warnings + errors).joined()))
        return try LintedSpecs([package.root], in: package.sources).linted[0].findings
    }

    @Test("warnings that aren't shown are a warning: the run doesn't fail because of their number")
    func warnings() throws {
        let findings = try findings(warnings: 1003, errors: 0)
        #expect(findings.count == 1001)
        #expect(!findings.hasErrors)
        #expect(findings.last?.rule.name == "too-many-warnings")
        #expect(findings.last?.message == "3 more warnings, from here on, are not shown")
        #expect(try self.findings(warnings: 1000, errors: 0).count == 1000)
    }

    @Test("no error is left out for a warning, and errors that aren't shown are an error")
    func errors() throws {
        let few = try findings(warnings: 1003, errors: 2)
        #expect(few.count { $0.rule.severity == .error } == 2)
        let many = try findings(warnings: 0, errors: 1002)
        #expect(many.contains { $0.rule.name == "too-many-diagnostics" })
    }
}
