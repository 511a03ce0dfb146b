// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The judge builds the same families by hand with Prometheus' own client, reads the same recording and compares.
@Suite("The page, judged by other people's programs")
struct ExpositionJudgeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let seed: Int
        var modelName = "org/model"
        var maxModelLen = 4096
        var flags: [String] = []
    }

    static let cases = [
        Case(testDescription: "as started without a flag", seed: 1),
        Case(testDescription: "eager mode", seed: 2, flags: ["--enforce-eager"]),
        Case(
            testDescription: "eager mode with sizes", seed: 3,
            flags: ["--enforce-eager", "--cudagraph-capture-sizes=7"]),
        Case(testDescription: "capture sizes in no order", seed: 4, flags: ["--cudagraph-capture-sizes=8,1,512,3"]),
        Case(testDescription: "bounds beyond a million", seed: 5, maxModelLen: 2_000_000),
        Case(testDescription: "the shortest model", seed: 6, maxModelLen: 1),
        Case(testDescription: "the longest model", seed: 7, maxModelLen: .max),
        Case(testDescription: "quotes in the model's name", seed: 8, modelName: #"a"b"""#),
        Case(testDescription: "backslashes in the model's name", seed: 9, modelName: #"\a\\n\"#),
        Case(testDescription: "a newline in the model's name", seed: 10, modelName: "a\n\n# HELP b"),
        Case(testDescription: "other scripts in the model's name", seed: 11, modelName: "モデル é e\u{301} 😀 \u{2028}"),
        Case(testDescription: "no name", seed: 12, modelName: ""),
    ]

    @Test("a random recording gives the same families and samples", arguments: cases)
    func sameSamples(_ example: Case) throws {
        try withRecording(seed: example.seed) { recording in
            let page = try self.page(of: recording, example)
            let judgement = try judge(page, recording, example)
            #expect(judgement.errorOutput == "")
            #expect(judgement.output == "", "random_statistics.py \(example.seed) \(Self.lines)")
            #expect(judgement.ending == .exited(0))
        }
    }

    @Test("random operations on metrics of every kind give the bytes that Prometheus' Python client prints")
    func sameBytes() throws {
        let outcome = try Judge.python(
            "exposition.py",
            [BuiltProgram.path("multiprocess-writer"), "\(SeededGenerator.seed(1))", "30"],
            environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    private static let proto = Repository.root.appending(path: ".build/debian/bookworm/usr/share/gocode/src/github.com")
        .appending(path: "prometheus/client_model/io/prometheus/client/metrics.proto").path(percentEncoded: false)

    @Test(
        "readers of each format find the same samples, and so does a Prometheus that scrapes them",
        .enabled(if: FileManager.default.fileExists(atPath: proto), "Debian's metrics.proto can't be unpacked here"))
    func sameInEachFormat() throws {
        let outcome = try Judge.python(
            "formats.py", [BuiltProgram.path("multiprocess-writer"), "\(SeededGenerator.seed(1))", "12", Self.proto],
            environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test(
        "a Prometheus that scrapes native histograms answers what was observed, also beyond a fork",
        .enabled(if: FileManager.default.fileExists(atPath: proto), "Debian's metrics.proto can't be unpacked here"))
    func nativeHistograms() throws {
        let outcome = try Judge.python(
            "native_histograms.py", [BuiltProgram.path("multiprocess-writer"), Self.proto],
            environment: ["PROMETHEUS_MULTIPROC_DIR": nil])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    @Test("the same recording gives the same bytes")
    func reproducible() throws {
        try withRecording(seed: 20) { recording in
            let pages = try (0..<2).map { _ in try page(of: recording, Self.cases[0]) }
            #expect(pages[0] == pages[1])
        }
    }

    @Test("a recording through standard input is the same")
    func standardInput() throws {
        try withRecording(seed: 21) { recording in
            let outcome = try RunningProcess.run(
                BuiltProgram.path("engine-server"), ["replay", "-", "--model-name", "org/model"],
                input: String(contentsOfFile: recording, encoding: .utf8))
            let page = try self.page(of: recording, Self.cases[0])
            #expect(outcome.output == page)
        }
    }

    @Test("every key, empty lists, negative amounts and all reasons come up in every case")
    func coverage() throws {
        let keys = [
            "num_running", "num_waiting", "num_swapped", "gpu_cache_usage", "cpu_cache_usage",
            "cpu_prefix_cache_hit_rate", "gpu_prefix_cache_hit_rate", "running_lora_adapters", "waiting_lora_adapters",
            "max_lora", "now", "num_preemptions", "num_prompt_tokens", "num_generation_tokens", "time_to_first_tokens",
            "time_per_output_tokens", "finished", "e2e_latency", "queue_time", "inference_time", "prefill_time",
            "decode_time", "time_in_queue", "model_forward_time_ms", "model_execute_time_ms", "prompt_tokens",
            "generation_tokens", "max_generation_tokens", "n", "max_tokens", "reason", "spec_decode",
            "draft_acceptance_rate", "efficiency", "accepted_tokens", "draft_tokens", "emitted_tokens", "cache_config",
            "block_size", "num_cpu_blocks",
        ]
        for example in Self.cases {
            try withRecording(seed: example.seed) { recording in
                let text = try String(contentsOfFile: recording, encoding: .utf8)
                for key in keys { #expect(text.contains("\"\(key)\": "), "\(key) in seed \(example.seed)") }
                for part in ["[]", ": -", "\"stop\"", "\"length\"", "\"abort\""] { #expect(text.contains(part)) }
            }
        }
    }

    @Test(
        "the judge sees a fault of each kind",
        arguments: [
            ("vllm:num_requests_waiting", "vllm:num_requests_wating", "missing family"),
            ("# TYPE vllm:gpu_cache_usage_perc gauge", "# TYPE vllm:gpu_cache_usage_perc untyped", "type unknown"),
            ("Speulative", "Speculative", "help"), ("le=\"8096.0\"", "le=\"8192.0\"", "missing sample"),
            ("le=\"1.0\"", "le=\"1\"", "missing"), ("finished_reason=\"stop\"", "finished_reason=\"Stop\"", "missing"),
        ])
    func judgeSeesFaults(right: String, wrong: String, complaint: String) throws {
        let example = Case(testDescription: "", seed: 2, flags: ["--enforce-eager"])
        try withRecording(seed: example.seed) { recording in
            let page = try self.page(of: recording, example)
            #expect(page.contains(right))
            let judgement = try judge(page.replacing(right, with: wrong), recording, example)
            #expect(judgement.ending == .exited(1))
            #expect((judgement.output + judgement.errorOutput).contains(complaint))
        }
    }

    @Test("the judge sees a sample that is one off, one too few and one too many")
    func judgeSeesValues() throws {
        let example = Self.cases[0]
        try withRecording(seed: example.seed) { recording in
            let lines = try page(of: recording, example).split(separator: "\n", omittingEmptySubsequences: false)
            let index = try #require(lines.firstIndex { $0.hasPrefix("vllm:generation_tokens_total{") })
            let changes: [[Substring]] = [
                [lines[index] + "1"], [], [lines[index], "vllm:generation_tokens_total{model_name=\"other\"} 1.0"],
            ]
            for changed in changes {
                let page = (lines[..<index] + changed + lines[(index + 1)...]).joined(separator: "\n")
                #expect(try judge(page, recording, example).ending == .exited(1))
            }
            // What is there from the start with 0 is the one thing that may be beyond.
            let zero: [Substring] = [lines[index], "vllm:generation_tokens_total{model_name=\"other\"} 0.0"]
            let page = (lines[..<index] + zero + lines[(index + 1)...]).joined(separator: "\n")
            #expect(try judge(page, recording, example).output == "")
        }
    }

    @Test("promtool complains of nothing but what the product's own names bring")
    func promtool() throws {
        try withRecording(seed: 30) { recording in
            let page = try self.page(of: recording, Self.cases[0])
            let outcome = try RunningProcess.run("promtool", ["check", "metrics"], input: page)
            let complaints = outcome.errorOutput.split(separator: "\n").map(String.init)
            let colons = complaints.filter { $0.hasSuffix(" metric names should not contain ':'") }
            #expect(colons.count == 34)
            #expect(Set(colons).count == 34)
            #expect(
                complaints.filter { !colons.contains($0) } == [
                    #"vllm:iteration_tokens_total non-counter metrics should not have "_total" suffix"#,
                    #"vllm:model_execute_time_milliseconds use base unit "seconds" instead of "milliseconds""#,
                    #"vllm:model_forward_time_milliseconds use base unit "seconds" instead of "milliseconds""#,
                ])
            // Its status for a page that can be read and that it would rather have otherwise.
            #expect(outcome.ending == .exited(3))
        }
    }

    // MARK: What the tests share

    private static let lines = 300

    private func withRecording(seed: Int, _ body: (_ path: String) throws -> Void) throws {
        let outcome = try Judge.python("random_statistics.py", ["\(seed)", "\(Self.lines)"])
        try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        let directory = try TemporaryDirectory()
        try directory.write(outcome.output, to: "recording.jsonl")
        try body(directory.path + "/recording.jsonl")
    }

    private func page(of recording: String, _ example: Case) throws -> String {
        let outcome = try RunningProcess.run(
            BuiltProgram.path("engine-server"), ["replay", recording] + engineFlags(example))
        try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
        return outcome.output
    }

    private func judge(_ page: String, _ recording: String, _ example: Case) throws -> RunningProcess.Outcome {
        try Judge.python("reference_engine.py", [recording] + engineFlags(example), input: page)
    }

    private func engineFlags(_ example: Case) -> [String] {
        ["--model-name", example.modelName, "--max-model-len", "\(example.maxModelLen)"] + example.flags
    }
}
