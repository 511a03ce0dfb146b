// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("The outputs of the reference spec")
struct ReferenceOutputsTests {
    private let package: TemporaryDirectory
    private static let outputs = [
        "Generated/Swift/VLLMMetrics.swift", "Generated/python/vllm_metrics.py", "Generated/docs/metrics.md",
        "Generated/grafana/vllm.json",
        "Generated/prometheus/vllm.rules.yaml", "Generated/prometheus/vllm.alerts.yaml",
        "Generated/prometheus/vllm.alerts.test.yaml", "Generated/prometheus/vllm.slos.yaml",
        "Generated/prometheus/vllm.slos.pages.test.yaml", "Generated/prometheus/vllm.slos.tickets.test.yaml",
        "Generated/docs/metrics.zh.md", "Generated/catalogue.json", "Generated/.metricsgen-vllm.json",
    ]

    init() throws {
        package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.copy("spec", from: Repository.root)
    }

    private func metricsgen(_ arguments: String...) throws -> RunningProcess.Outcome {
        try RunningProcess.run(BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
    }

    @Test("what is committed is what the spec says, and all of it")
    func committed() throws {
        #expect(try metricsgen("build").ending == .exited(0))
        #expect(try package.files().keys.filter { $0.hasPrefix("Generated") }.sorted() == Self.outputs.sorted())
        for path in Self.outputs { #expect(try package.text(of: path) == Repository.text(path), "\(path)") }
    }

    @Test("no rule finds anything in the reference spec that it doesn't waive with a reason")
    func lint() throws {
        let lint = try metricsgen("lint", "--warnings-as-errors")
        #expect(lint.output == "")
        #expect(lint.ending == .exited(0))
    }

    @Test("two builds are the same bytes, and the second writes nothing")
    func deterministic() throws {
        _ = try metricsgen("build")
        let first = try package.files()
        let second = try metricsgen("build")
        #expect(second.output == "vllm 0.8.0: 34 metrics in 12 files, nothing to do\n")
        #expect(try package.files() == first)
        try FileManager.default.removeItem(at: package.url.appending(path: "Generated"))
        _ = try metricsgen("build")
        #expect(try package.files() == first)
    }

    @Test("check finds a hand edit in every output and shows it", arguments: outputs)
    func handEdit(path: String) throws {
        _ = try metricsgen("build")
        #expect(try metricsgen("check").ending == .exited(0))
        let text = try package.text(of: path)
        // One character, in the middle.
        let middle = text.index(text.startIndex, offsetBy: text.count / 2)
        try package.write(String(text[..<middle]) + "@" + text[middle...], to: path)
        let check = try metricsgen("check")
        if path.hasSuffix(".metricsgen-vllm.json") {
            // What the manifest says decides what may be removed: an edited one is not believed.
            #expect(check.ending != .exited(0))
        } else {
            #expect(check.ending == .exited(1))
            #expect(check.output.contains("--- a/\(path)\n+++ b/\(path)\n@@ "))
            #expect(check.output.split(separator: "\n").filter { $0.hasPrefix("-") && $0.contains("@") }.count >= 1)
        }
    }

    @Test("a spec that doesn't compile leaves everything as it was")
    func faultySpec() throws {
        _ = try metricsgen("build")
        try package.write(
            package.text(of: "spec/requests.yaml").replacingOccurrences(of: "labels: engine", with: "labels: engines"),
            to: "spec/requests.yaml")
        let before = try package.files()
        let build = try metricsgen("build")
        #expect(build.ending == .exited(1))
        #expect(build.errorOutput.contains("spec/requests.yaml:10:17: error: there is no label `engines`"))
        #expect(try package.files() == before)
    }

    @Test("at 0.9 the seven deprecated metrics leave the dashboard, at 0.10 each of them stops the build")
    func lifecycle() throws {
        let deprecated = [
            "num_requests_swapped", "cpu_cache_usage_perc", "cpu_prefix_cache_hit_rate", "gpu_prefix_cache_hit_rate",
            "time_in_queue_requests", "model_forward_time_milliseconds", "model_execute_time_milliseconds",
        ]
        func build(_ version: String) throws -> RunningProcess.Outcome {
            try package.write(
                Repository.text("spec/vllm.yaml").replacingOccurrences(of: "\"0.8.0\"", with: "\"\(version)\""),
                to: "spec/vllm.yaml")
            return try metricsgen("build")
        }
        #expect(try build("0.8.0").ending == .exited(0))
        let dashboard = try package.text(of: "Generated/grafana/vllm.json")
        for name in deprecated { #expect(dashboard.contains("vllm:\(name)"), "\(name)") }

        #expect(try build("0.9.0").ending == .exited(0))
        let hidden = try package.text(of: "Generated/grafana/vllm.json")
        for name in deprecated { #expect(!hidden.contains("vllm:\(name)"), "\(name)") }

        let overdue = try build("0.10.0")
        #expect(overdue.ending == .exited(1))
        for name in deprecated {
            #expect(
                overdue.errorOutput.contains(
                    "`vllm:\(name)` was due to be removed in 0.10, and this product is 0.10 [MG1433]"))
        }
        #expect(overdue.errorOutput.components(separatedBy: "[MG").count == 8, "seven findings and no other")
        #expect(overdue.errorOutput.contains(#"replace it with a tombstone, `removed: {in: "0.10", reason: …}`"#))
    }
}
