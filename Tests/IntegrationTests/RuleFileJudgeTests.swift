// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Prometheus on files of rules")
struct RuleFileJudgeTests {
    private static let directory = "Tests/QueryChecksTests/Files"

    private func check(_ name: String) throws -> RunningProcess.Outcome {
        try RunningProcess.run(
            "promtool", ["check", "rules", Repository.root.appending(path: "\(Self.directory)/\(name)").path])
    }

    @Test("promtool takes the files with faults that only we find", arguments: ["waivers.yaml", "stories.yaml"])
    func accepted(name: String) throws {
        let outcome = try check(name)
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("promtool finds the same rules that are there twice, and nothing else")
    func duplicates() throws {
        let outcome = try check("alerts.yaml")
        let named = (outcome.output + outcome.errorOutput).matches(of: /Metric: (\S+)/).map { String($0.1) }
        let report = try Repository.text("\(Self.directory)/alerts.yaml.report.txt")
        let reported = report.matches(of: /has the name `(\S+)` and the same labels/).map { String($0.1) }
        #expect(!named.isEmpty)
        // It names each name once, however often it is there.
        #expect(Set(named) == Set(reported), "\(outcome.output)\(outcome.errorOutput)")
    }
}
