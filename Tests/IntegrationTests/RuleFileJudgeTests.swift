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
        for file in ["canteen.rules.yaml", "canteen.alerts.yaml", "canteen.slos.yaml"] {
            let check = try run(release, ["check", "rules", "--lint=all", "--lint-fatal", "\(directory)/\(file)"])
            #expect(check.ending == .exited(0), "\(check.output)\(check.errorOutput)")
        }
        let tests = try run(
            release,
            ["test", "rules"] + ["alerts", "slos.pages"].map { "\(directory)/canteen.\($0).test.yaml" })
        #expect(tests.ending == .exited(0), "\(tests.output)\(tests.errorOutput)")
    }

    @Test("the rules of the reference product pass the same, and its unit tests too", arguments: releases)
    func reference(release: String) throws {
        let directory = Repository.root.appending(path: "Generated/prometheus").path
        for file in ["vllm.rules.yaml", "vllm.alerts.yaml", "vllm.slos.yaml"] {
            let check = try run(release, ["check", "rules", "--lint=all", "--lint-fatal", "\(directory)/\(file)"])
            #expect(check.ending == .exited(0), "\(check.output)\(check.errorOutput)")
        }
        let tests = try run(
            release,
            ["test", "rules"]
                + ["alerts", "slos.pages", "slos.tickets"].map { "\(directory)/vllm.\($0).test.yaml" })
        #expect(tests.ending == .exited(0), "\(tests.output)\(tests.errorOutput)")
    }

    /// These go over days of series, and the releases differ at the edges of ranges only.
    @Test("generated unit tests of budgets that burn slowly pass", arguments: [releases[0], releases[2]])
    func slowBurning(release: String) throws {
        let tests = try run(
            release,
            [
                "test", "rules",
                Repository.root.appending(path: "\(Self.generated)/canteen.slos.tickets.test.yaml").path,
            ])
        #expect(tests.ending == .exited(0), "\(tests.output)\(tests.errorOutput)")
    }

    @Test(
        "the generated unit tests fail where an error budget burns faster or slower, or over other windows",
        arguments: [
            ("pages", "> 0.144)", "> 0.13)"), ("pages", "> 0.144)", "> 0.21)"), ("pages", "> 0.06)", "> 0.065)"),
            ("pages", "ratio_rate1h{", "ratio_rate6h{"), ("pages", "[6h]", "[1h]"),
            ("tickets", "> 0.03)", "> 0.028)"), ("tickets", "> 0.01)", "> 0.011)"), ("tickets", "[3d]", "[1d]"),
            ("tickets", "le=\\\"2.5\\\"", "le=\\\"5.0\\\""),
        ])
    func faultyObjectives(urgency: String, right: String, wrong: String) throws {
        let rules = try Repository.text("Generated/prometheus/vllm.slos.yaml")
        #expect(rules.contains(right))
        let directory = try TemporaryDirectory()
        try directory.write(rules.replacing(right, with: wrong), to: "vllm.slos.yaml")
        try directory.write(
            Repository.text("Generated/prometheus/vllm.slos.\(urgency).test.yaml"), to: "vllm.slos.test.yaml")
        let outcome = try run(Self.releases[2], ["test", "rules", directory.path + "/vllm.slos.test.yaml"])
        #expect(outcome.ending == .exited(1), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("what the Prometheus Operator would write out of the generated resource passes the checks too")
    func resource() throws {
        let text = try Repository.text("\(Self.generated)/canteen.prometheusrule.yaml")
        let spec = try #require(text.split(separator: "\nspec:\n").last)
        let directory = try TemporaryDirectory()
        try directory.write(
            spec.split(separator: "\n").map { $0.dropFirst(2) + "\n" }.joined(), to: "rules.yaml")
        let check = try run(
            Self.releases[2], ["check", "rules", "--lint=all", "--lint-fatal", directory.path + "/rules.yaml"])
        #expect(check.ending == .exited(0), "\(check.output)\(check.errorOutput)")
        // 11 derived values, 10 alerts and 6 objectives, of which two have one alert.
        #expect(check.output.contains("121 rules found"), "\(check.output)")
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
