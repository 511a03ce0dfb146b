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

    private static let generated = "Tests/SpecEmittersTests/Fixtures/Prometheus"
    /// 2.42, 2.53 and 3.5: what the system has, and what is unpacked beside it.
    private static let releases = [
        "promtool", ".build/debian/trixie/usr/bin/promtool", ".build/debian/sid/usr/bin/promtool",
    ]

    private func run(_ release: String, _ arguments: [String]) throws -> RunningProcess.Outcome {
        let program = release.contains("/") ? Repository.root.appending(path: release).path : release
        return try RunningProcess.run(program, arguments)
    }

    @Test("generated rules pass every check of three releases, and the generated unit tests too", arguments: releases)
    func generated(release: String) throws {
        let directory = Repository.root.appending(path: Self.generated).path
        for file in ["canteen.rules.yaml", "canteen.alerts.yaml"] {
            let check = try run(release, ["check", "rules", "--lint=all", "--lint-fatal", "\(directory)/\(file)"])
            #expect(check.ending == .exited(0), "\(check.output)\(check.errorOutput)")
        }
        let tests = try run(release, ["test", "rules", "\(directory)/canteen.alerts.test.yaml"])
        #expect(tests.ending == .exited(0), "\(tests.output)\(tests.errorOutput)")
    }

    @Test("the rules of the reference product pass the same, and its unit tests too", arguments: releases)
    func reference(release: String) throws {
        let directory = Repository.root.appending(path: "Generated/prometheus").path
        for file in ["vllm.rules.yaml", "vllm.alerts.yaml"] {
            let check = try run(release, ["check", "rules", "--lint=all", "--lint-fatal", "\(directory)/\(file)"])
            #expect(check.ending == .exited(0), "\(check.output)\(check.errorOutput)")
        }
        let tests = try run(release, ["test", "rules", "\(directory)/vllm.alerts.test.yaml"])
        #expect(tests.ending == .exited(0), "\(tests.output)\(tests.errorOutput)")
    }

    @Test("the generated unit tests fail where an alert fires too early, too late or not at all", arguments: releases)
    func faultyAlerts(release: String) throws {
        let alerts = try Repository.text("\(Self.generated)/canteen.alerts.yaml")
        let tests = try Repository.text("\(Self.generated)/canteen.alerts.test.yaml")
        for (right, wrong) in [("for: \"10m\"", "for: \"9m\""), ("for: \"2h\"", "for: \"2h3m\""), ("> 0.05", "> 1.5")] {
            let directory = try TemporaryDirectory()
            #expect(alerts.contains(right))
            try directory.write(alerts.replacing(right, with: wrong), to: "canteen.alerts.yaml")
            try directory.write(tests, to: "canteen.alerts.test.yaml")
            let outcome = try run(release, ["test", "rules", directory.path + "/canteen.alerts.test.yaml"])
            #expect(outcome.ending == .exited(1), "\(wrong): \(outcome.output)\(outcome.errorOutput)")
        }
    }
}
