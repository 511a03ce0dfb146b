// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("engine-server replay as other releases")
struct ReplayVisibilityTests {
    private static let deprecated = [
        "vllm:num_requests_swapped", "vllm:cpu_cache_usage_perc", "vllm:cpu_prefix_cache_hit_rate",
        "vllm:gpu_prefix_cache_hit_rate", "vllm:time_in_queue_requests", "vllm:model_forward_time_milliseconds",
        "vllm:model_execute_time_milliseconds",
    ]

    private func replay(_ flags: [String], environment: [String: String?] = [:]) throws -> RunningProcess.Outcome {
        try RunningProcess.run(
            BuiltProgram.path("engine-server"), ["replay", "-"] + flags, input: "{}", environment: environment)
    }

    /// What a run serves and says, in a line.
    private func words(on outcome: RunningProcess.Outcome) -> String {
        let names = outcome.output.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            .map { String($0.split(separator: " ")[2]) }
        let old = Self.deprecated.filter(names.contains)
        let said = outcome.errorOutput.replacingOccurrences(
            of: Self.deprecated.joined(separator: ", "), with: "(the seven)"
        )
        .replacingOccurrences(of: "error: `--show-hidden-metrics-for-version`: ", with: "error: ")
        .replacingOccurrences(of: "; with `--lenient-metrics` the process starts anyway", with: "; or lenient").split(
            separator: "\n"
        ).joined(separator: " ")
        let served =
            names.isEmpty
            ? "" : "serves \(names.count), \(old.isEmpty ? "none" : "\(old.count)") of them deprecated in 0.8"
        return [
            served, said,
            outcome.ending == .exited(0) || outcome.ending == .exited(2) && !said.isEmpty ? "" : "\(outcome.ending)",
        ].filter { !$0.isEmpty }
            .joined(separator: "; ")
    }

    @Test("each version without the flag and with every value of it, as recorded")
    func recorded() throws {
        let versions = [
            "0.0.0", "0.7.0", "0.8.0", "0.8.5", "0.9.0rc1", "0.9.0", "0.9.1.dev3+gabc", "0.9.3", "0.10.0", "1.0.0",
            "1.1.0",
        ]
        let values: [String?] = [nil, "0.8", "0.8.0", "v0.8", "", "0.7", "0.9", "0.10", "1.0"]
        var text = """
            What `engine-server replay --product-version VERSION` serves and says, built once, at 0.8: without
            `--show-hidden-metrics-for-version`, with it, and with it leniently.


            """
        for version in versions {
            text += "=== \(version)\n"
            for value in values {
                let flag = value.map { ["--show-hidden-metrics-for-version", $0] } ?? []
                let shown = value.map { $0.isEmpty ? "(empty)" : $0 } ?? "(no flag)"
                text += "\(shown): \(words(on: try replay(["--product-version", version] + flag)))\n"
            }
            let lenient = [
                "--product-version", version, "--show-hidden-metrics-for-version", "0.8", "--lenient-metrics",
            ]
            text += "0.8, leniently: \(words(on: try replay(lenient)))\n\n"
        }
        try expectRecorded(text, at: "Tests/IntegrationTests/Fixtures/replay-visibility.txt")
    }

    @Test("the environment says what flags don't, and is named in what is said")
    func environment() throws {
        let variables: [String: String?] = [
            "ENGINE_SERVER_PRODUCT_VERSION": "0.9.0", "ENGINE_SERVER_SHOW_HIDDEN_METRICS_FOR_VERSION": "0.8",
        ]
        #expect(words(on: try replay([], environment: variables)) == "serves 34, 7 of them deprecated in 0.8")
        let overruled = try replay(["--product-version", "0.10.0"], environment: variables)
        #expect(overruled.ending == .exited(2))
        #expect(
            overruled.errorOutput.hasPrefix(
                "error: `ENGINE_SERVER_SHOW_HIDDEN_METRICS_FOR_VERSION`: the metrics that `0.8` deprecated are removed at 0.10.0"
            ))
        let lenient = try replay(["--product-version", "0.10.0", "--lenient-metrics"], environment: variables)
        #expect(lenient.ending == .exited(0))
        #expect(
            lenient.errorOutput.hasPrefix("warning: `ENGINE_SERVER_SHOW_HIDDEN_METRICS_FOR_VERSION` has no effect: "))
    }

    @Test("the server logs once what is on its way out, and what to use instead")
    func log() throws {
        let server = try RunningProcess(
            BuiltProgram.path("engine-server"), ["--port", "0", "--product-version", "0.9.0"])
        defer { server.send(signal: SIGKILL) }
        let log = try server.waitForText(on: .error) { $0.contains("/metrics") }
        #expect(log.components(separatedBy: " is hidden since 0.9: 0.8 shows it").count == Self.deprecated.count + 1)
        #expect(log.contains("`vllm:time_in_queue_requests` is hidden since 0.9"))
        #expect(log.contains("use `vllm:request_queue_time_seconds`"))
    }
}
