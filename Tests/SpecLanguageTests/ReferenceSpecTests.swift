// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import TestSupport
import Testing

@testable import SpecLanguage

@Suite("The reference spec")
struct ReferenceSpecTests {
    private let spec: TestSpec
    private let product: Product

    init() throws {
        var files: [String: String] = [:]
        for name in try Repository.files(in: "spec", endingWith: ".yaml") {
            files[name] = try Repository.text("spec/" + name)
        }
        files["locales/zh.yaml"] = try Repository.text("spec/locales/zh.yaml")
        spec = TestSpec(FixtureFiles(files, root: "vllm.yaml"))
        product = try #require(spec.product, "\(spec.report)")
    }

    @Test("resolves without a finding")
    func resolves() {
        #expect(spec.report == "")
        #expect(product.name == "vllm")
        #expect(product.version.description == "0.8.0")
    }

    @Test("describes the 34 metrics of the product: names, types, helps, labels, bounds, modes, deprecations")
    func metrics() throws {
        // Written from what the product publishes, not from the spec.
        let expected = try Repository.text("Tests/SpecLanguageTests/Fixtures/reference-metrics.txt")
        let described = product.metrics.map(describe)
        let facts = expected.split(separator: "\n").reduce(into: [String]()) { blocks, line in
            if line.hasPrefix(" ") { blocks[blocks.count - 1] += line + "\n" } else { blocks.append(line + "\n") }
        }
        #expect(facts.count == 34)
        #expect(described.sorted() == facts.sorted())
    }

    @Test("gives each of the seven deprecations its replacements")
    func replacements() {
        var replacements: [String: [String]] = [:]
        for metric in product.metrics {
            guard case .deprecated(let notice) = metric.lifecycle else { continue }
            replacements[metric.key] = notice.replacements.map {
                ($0.isExternal ? "external " : "") + $0.name
            }
            #expect(notice.deprecation.hiddenFrom == MinorVersion(0, 9))
            #expect(notice.deprecation.removedFrom == MinorVersion(0, 10))
        }
        let phases = [
            "vllm:request_prefill_time_seconds", "vllm:request_decode_time_seconds",
            "vllm:request_inference_time_seconds",
        ]
        #expect(
            replacements == [
                "num_requests_swapped": [], "cpu_cache_usage_perc": [], "cpu_prefix_cache_hit_rate": [],
                "gpu_prefix_cache_hit_rate": [
                    "external vllm:gpu_prefix_cache_queries", "external vllm:gpu_prefix_cache_hits",
                ],
                "time_in_queue_requests": ["vllm:request_queue_time_seconds"],
                "model_forward_time_milliseconds": phases, "model_execute_time_milliseconds": phases,
            ])
    }

    @Test("closes the reasons why a request ended, and binds the model's name")
    func labels() throws {
        let reason = try #require(product.labels.first { $0.name == "finished_reason" })
        guard case .closed(let values) = reason.values else {
            Issue.record("finished_reason is not closed")
            return
        }
        #expect(values.map(\.text) == ["stop", "length", "abort"])
        #expect(product.labels.first { $0.name == "model_name" }?.values == .bound)
    }

    private func describe(_ metric: Metric) -> String {
        var lines = [metric.name, "  \(metric.kind.rawValue)", "  \(metric.help)"]
        lines.append("  labels " + metric.labels.map(\.name).joined(separator: " "))
        if let mode = metric.mode { lines.append("  mode \(mode.rawValue)") }
        if let buckets = metric.buckets { lines.append("  bounds " + describe(buckets.bounds)) }
        if case .deprecated(let notice) = metric.lifecycle {
            lines.append("  deprecated in \(notice.deprecation.since)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func describe(_ bounds: BucketSet.Bounds) -> String {
        func list(_ numbers: [Double]) -> String {
            numbers.map { number in Int(exactly: number).map(String.init) ?? "\(number)" }.joined(separator: " ")
        }
        switch bounds {
        case .fixed(let numbers): return list(numbers)
        case .series(let mantissas, .number(let limit)): return "series \(list(mantissas)) through \(list([limit]))"
        case .series(let mantissas, .parameter(let limit)):
            return "series \(list(mantissas)) through $\(limit.sum.parameter)"
        case .sorted(let parameter): return "sorted $\(parameter)"
        case .conditional(let condition, let then, let otherwise):
            return "if \(condition) then \(describe(then)) else \(describe(otherwise))"
        }
    }
}
