// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Other people's programs on what the reference spec becomes")
struct OutputJudgeTests {
    private func path(_ file: String) -> String { Repository.root.appending(path: file).path(percentEncoded: false) }

    private func expectApproval(_ outcome: RunningProcess.Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)", sourceLocation: sourceLocation)
    }

    @Test("the catalogue says what PyYAML reads in the spec")
    func catalogue() throws {
        expectApproval(try Judge.python("catalogue.py", [path("spec/vllm.yaml"), path("Generated/catalogue.json")]))
    }

    @Test("the page, rendered by markdown-it, shows every text of the catalogue as it is")
    func page() throws {
        expectApproval(
            try Judge.python("markdown_page.py", [path("Generated/docs/metrics.md"), path("Generated/catalogue.json")]))
    }

    @Test(
        "the dashboard has no fault for Grafana's own types, an independent PromQL parser and our structural rules",
        arguments: ["sdk_roundtrip.py", "sdk_typecheck.py"])
    func dashboardTypes(judge: String) throws {
        expectApproval(try Judge.python(judge, [path("Generated/grafana/vllm.json")]))
    }

    @Test("the dashboard has unique ids, no overlaps, no undeclared variable, a panel for each metric")
    func dashboardStructure() throws {
        expectApproval(
            try Judge.python("dashboard.py", [path("Generated/grafana/vllm.json"), path("Generated/catalogue.json")]))
    }

    @Test(
        "the dashboard fits Grafana's JSON schemas",
        .enabled(if: Judge.schemas != nil, "the schemas belong to others and lie in ../shared/grafana/schema: not here")
    )
    func dashboardSchema() throws {
        let schemas = try #require(Judge.schemas).path(percentEncoded: false)
        expectApproval(
            try Judge.python(
                "validate_schema.py", [path("Generated/grafana/vllm.json")], environment: ["GRAFANA_SCHEMAS": schemas]))
    }

    @Test("promtool parses every query of the dashboard")
    func dashboardQueries() throws {
        let directory = try TemporaryDirectory()
        let rules = directory.path + "/queries.yml"
        expectApproval(try Judge.python("dash_exprs.py", [path("Generated/grafana/vllm.json"), "--rules", rules]))
        expectApproval(try RunningProcess.run("promtool", ["check", "rules", rules]))
    }

    @Test("what summaries, infos and statesets become has no fault for any of them either")
    func kiosk() throws {
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(Repository.text("Tests/SpecEmittersTests/Fixtures/kiosk.yaml"), to: "metrics.yaml")
        expectApproval(
            try RunningProcess.run(
                BuiltProgram.path("metricsgen"), ["lint", "--warnings-as-errors"], workingDirectory: package.path))
        expectApproval(
            try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path))
        let directory = package.path + "/Generated"
        let (dashboard, catalogue) = (directory + "/kiosk.json", directory + "/catalogue.json")
        expectApproval(try Judge.python("catalogue.py", [package.path + "/metrics.yaml", catalogue]))
        expectApproval(try Judge.python("markdown_page.py", [directory + "/metrics.md", catalogue]))
        for judge in ["sdk_roundtrip.py", "sdk_typecheck.py"] { expectApproval(try Judge.python(judge, [dashboard])) }
        expectApproval(try Judge.python("dashboard.py", [dashboard, catalogue]))
        if let schemas = Judge.schemas {
            expectApproval(
                try Judge.python(
                    "validate_schema.py", [dashboard],
                    environment: ["GRAFANA_SCHEMAS": schemas.path(percentEncoded: false)]))
        }
        let rules = package.path + "/queries.yml"
        expectApproval(try Judge.python("dash_exprs.py", [dashboard, "--rules", rules]))
        expectApproval(try RunningProcess.run("promtool", ["check", "rules", rules]))
    }

    @Test("the judges see faults: a dashboard with a misspelt query, an overlap and a key that nobody knows")
    func canary() throws {
        let directory = try TemporaryDirectory()
        let dashboard = try Repository.text("Generated/grafana/vllm.json")
        func judge(_ program: String, _ arguments: [String] = [], _ old: String, _ new: String) throws -> Bool {
            let damaged = dashboard.replacing(old, with: new, maxReplacements: 1)
            #expect(damaged != dashboard, "`\(old)` is there")
            try directory.write(damaged, to: "damaged.json")
            let outcome = try Judge.python(program, [directory.path + "/damaged.json"] + arguments)
            return outcome.ending == .exited(0)
        }
        let catalogue = [path("Generated/catalogue.json")]
        #expect(try !judge("dashboard.py", catalogue, "sum by (", "sum bi ("))
        #expect(try !judge("dashboard.py", catalogue, "vllm:num_requests_running{", "vllm:num_requests_runing{"))
        #expect(try !judge("sdk_roundtrip.py", [], "\"graphTooltip\"", "\"graphTooltips\""))
    }
}
