// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A copy of the reference spec, compiled as each of its releases.
private struct ReferenceProduct {
    let package: TemporaryDirectory

    init() throws {
        package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.copy("spec", from: Repository.root)
    }

    /// The edit that a release needs.
    func setVersion(_ version: String) throws {
        let spec = try package.text(of: "spec/vllm.yaml")
        let line = try #require(spec.split(separator: "\n").first { $0.hasPrefix("product: ") })
        try package.write(
            spec.replacingOccurrences(
                of: line, with: "product: {name: vllm, version: \"\(version)\", prefix: \"vllm:\"}"),
            to: "spec/vllm.yaml")
    }

    func metricsgen(_ arguments: String...) throws -> RunningProcess.Outcome {
        try RunningProcess.run(BuiltProgram.path("metricsgen"), arguments, workingDirectory: package.path)
    }
}

@Suite("From one release to the next")
struct ReleaseStepTests {
    /// Removed at 0.10, each with what its message advises.
    private static let removed = [
        ("numRequestsSwapped", "num_requests_swapped", "There is no replacement."),
        ("cpuCacheUsagePerc", "cpu_cache_usage_perc", "There is no replacement."),
        ("cpuPrefixCacheHitRate", "cpu_prefix_cache_hit_rate", "There is no replacement."),
        (
            "gpuPrefixCacheHitRate", "gpu_prefix_cache_hit_rate",
            "Use `vllm:gpu_prefix_cache_queries` (published elsewhere)"
        ),
        (
            "timeInQueueRequests", "time_in_queue_requests",
            "Use `vllm:request_queue_time_seconds` (`request.queueTimeSeconds`)."
        ),
        ("modelForwardTimeMilliseconds", "model_forward_time_milliseconds", "Use `vllm:request_prefill_time_seconds`"),
        ("modelExecuteTimeMilliseconds", "model_execute_time_milliseconds", "Use `vllm:request_prefill_time_seconds`"),
    ]

    @Test("0.9 to 0.10: raise the version, fix the spec, edit the engine where the compiler says so")
    func step() throws {
        let product = try ReferenceProduct()
        let package = product.package
        try package.copy("Sources/EngineMetrics", from: Repository.root)
        func typecheckEngine() throws -> RunningProcess.Outcome {
            let compiler = try SwiftCompiler()
            let module = try compiler.emitModule("VLLMMetrics", package.text(of: "Generated/Swift/VLLMMetrics.swift"))
            #expect(module.ending == .exited(0), "\(module.errorOutput)")
            let directory = package.path + "/Sources/EngineMetrics"
            let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            return try compiler.typecheck(files.map { directory + "/" + $0 })
        }

        // At 0.9 the metrics are hidden, and code that records them is as good as before.
        try product.setVersion("0.9.0")
        #expect(try product.metricsgen("build").ending == .exited(0))
        #expect(try typecheckEngine().ending == .exited(0))

        // At 0.10 the build names each metric whose time has come, and changes nothing.
        try product.setVersion("0.10.0")
        let generated = try package.files().filter { $0.key.hasPrefix("Generated") }
        let overdue = try product.metricsgen("build")
        #expect(overdue.ending == .exited(1))
        for (_, name, _) in Self.removed {
            #expect(overdue.errorOutput.contains("`vllm:\(name)` was due to be removed in 0.10"))
        }
        #expect(overdue.errorOutput.components(separatedBy: "[MG").count == Self.removed.count + 1)
        #expect(try package.files().filter { $0.key.hasPrefix("Generated") } == generated)

        // One command makes the tombstones; a second one has nothing to do.
        let fix = try product.metricsgen("lint", "--fix")
        #expect(fix.ending == .exited(0), "\(fix.errorOutput)")
        // What nobody uses any more, a bucket set, goes too.
        #expect(fix.output.split(separator: "\n").filter { $0.hasSuffix("[MG1433]") }.count == Self.removed.count)
        #expect(try product.metricsgen("lint", "--fix").output == "")
        #expect(try product.metricsgen("build").ending == .exited(0))
        #expect(try product.metricsgen("check").ending == .exited(0))

        // The engine that still records them doesn't compile, and the error says what to use.
        let failure = try typecheckEngine()
        #expect(failure.ending == .exited(1))
        for (property, name, advice) in Self.removed {
            let line = failure.errorOutput.split(separator: "\n").first {
                $0.contains("error: '\(property)' is unavailable")
            }
            #expect(line?.contains("`vllm:\(name)` was removed in 0.10: ") == true, "\(failure.errorOutput)")
            #expect(line?.contains(advice) == true, "\(property)")
        }
        #expect(failure.errorOutput.components(separatedBy: ": error: ").count == Self.removed.count + 1)

        // Without its deprecated part it compiles, and nothing warns any more.
        try FileManager.default.removeItem(
            at: package.url.appending(path: "Sources/EngineMetrics/DeprecatedMetrics.swift"))
        let engine = try package.text(of: "Sources/EngineMetrics/EngineMetrics.swift").split(
            separator: "\n", omittingEmptySubsequences: false)
        let kept = engine.filter { !$0.contains("deprecated") }
        #expect(kept.count == engine.count - 4)
        try package.write(kept.joined(separator: "\n"), to: "Sources/EngineMetrics/EngineMetrics.swift")
        let edited = try typecheckEngine()
        #expect(edited.ending == .exited(0), "\(edited.errorOutput)")
        #expect(edited.errorOutput.isEmpty)
    }

    @Test("a removed metric is found by the compiler in whatever form it is recorded")
    func removedWithLabels() throws {
        let spec = { (metric: String) in
            """
            metricsgen: 1
            product: {name: shop, version: "1.2"}
            outputs: {swift: {directory: Generated, access: public}}
            labels:
              kind: {help: Kind., values: [paper, plastic]}
              town: {help: Town.}
            groups:
              carts:
                metrics:
                  goods_total: {type: counter, help: Goods.}
            \(metric)
            """
        }
        let package = try TemporaryDirectory()
        try package.write("", to: "Package.swift")
        try package.write(
            spec(
                """
                      by_kind_total:
                        type: counter
                        removed: {in: "1.2", reason: Nobody looked.}
                        deprecated: {since: "1.0", reason: Nobody looked., replaced_by: goods_total}
                      by_town: {type: gauge, removed: {in: "1.1", reason: Nobody looked.}}
                      plain: {type: histogram, removed: {in: "1.1", reason: Nobody looked.}}
                """), to: "metrics.yaml")
        let build = try RunningProcess.run(BuiltProgram.path("metricsgen"), ["build"], workingDirectory: package.path)
        #expect(build.ending == .exited(0), "\(build.errorOutput)")
        let compiler = try SwiftCompiler()
        let module = try compiler.emitModule("Shop", package.text(of: "Generated/ShopMetrics.swift"))
        #expect(module.ending == .exited(0) && module.errorOutput.isEmpty, "\(module.errorOutput)")
        let uses = [
            "metrics.carts.byKind[.paper].increment()",
            "metrics.carts.byKind[ShopMetrics.Kind.plastic].increment(by: 2)",
            "metrics.carts.byTown.with(town: \"a\").set(3)", "metrics.carts.plain.observe(1.5)",
            "let handle = metrics.carts.plain; handle.observe(1)", "pass(metrics.carts.plain)",
        ]
        let functions = uses.enumerated().map { "func f\($0.offset)(_ metrics: ShopMetrics) { \($0.element) }" }
        try package.write(
            "import MetricsRuntime\nimport Shop\nfunc pass(_ histogram: Histogram) {}\n"
                + functions.joined(separator: "\n") + "\n", to: "user.swift")
        let outcome = try compiler.typecheck([package.path + "/user.swift"])
        let errors = outcome.errorOutput.split(separator: "\n").filter {
            $0.contains(".swift:") && $0.contains("error: ")
        }
        #expect(errors.count == uses.count, "\(outcome.errorOutput)")
        for error in errors { #expect(error.contains("is unavailable: `")) }
        #expect(errors.filter { $0.contains("Use `goods_total` (`carts.goods`).") }.count == 2)
    }

    @Test("every output says the same at every release, as recorded")
    func outputs() throws {
        let product = try ReferenceProduct()
        var text = """
            What each output of the reference spec says of the metrics that 0.8 deprecates, and of two others, release by
            release. The scrape is `engine-server replay --product-version`, built once, at 0.8.


            """
        for (version, step) in [
            ("0.7.0", "build"), ("0.8.0", "build"), ("0.8.5", "build"), ("0.9.0", "build"), ("0.9.3", "build"),
            ("0.10.0", "build"), ("0.10.0", "lint --fix, build"),
        ] {
            try product.setVersion(version)
            if step.hasPrefix("lint") { _ = try product.metricsgen("lint", "--fix") }
            let build = try product.metricsgen("build")
            text += "=== \(version), \(step)\n"
            guard build.ending == .exited(0) else {
                let findings = build.errorOutput.components(separatedBy: ": error: ").count - 1
                text += "the build fails with \(findings) errors\n\n"
                continue
            }
            text += try OutputStates(of: product.package, version: version).table + "\n"
        }
        try expectRecorded(text, at: "Tests/IntegrationTests/Fixtures/releases.txt")
    }
}

/// Where each output has a metric, read from the outputs as their users read them.
private struct OutputStates {
    private static let keys = [
        "num_requests_swapped", "cpu_cache_usage_perc", "cpu_prefix_cache_hit_rate", "gpu_prefix_cache_hit_rate",
        "time_in_queue_requests", "model_forward_time_milliseconds", "model_execute_time_milliseconds",
        "num_requests_running", "request_success_total",
    ]
    private let swift: String
    private let docs: String
    private let catalogue: [String: String]
    private let dashboard: [(row: String, queries: String)]
    private let page: String

    init(of package: TemporaryDirectory, version: String) throws {
        swift = try package.text(of: "Generated/Swift/VLLMMetrics.swift")
        docs = try package.text(of: "Generated/docs/metrics.md")
        catalogue = try Self.states(package.text(of: "Generated/catalogue.json"))
        dashboard = try Self.rows(package.text(of: "Generated/grafana/vllm.json"))
        page = try RunningProcess.run(
            BuiltProgram.path("engine-server"), ["replay", "-", "--product-version", version], input: "{}"
        ).output
    }

    var table: String {
        let rows = Self.keys.map { key in
            [
                key, swiftState(of: key), docsState(of: key), rowsOfDashboard(with: key), catalogue[key] ?? "–",
                page.contains("# TYPE vllm:\(key) ") ? "served" : "–",
            ]
        }
        let heading = ["metric", "Swift", "docs", "dashboard", "catalogue", "scrape"]
        let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
        return ([heading] + rows).map { row in
            zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
                .replacing(/[ ]+$/, with: "") + "\n"
        }.joined()
    }

    private func swiftState(of key: String) -> String {
        guard let start = swift.range(of: "/// `vllm:\(key)`: ")?.upperBound else { return "–" }
        let accessor = swift[start...].prefix { $0 != "{" }
        if accessor.contains("@available(*, unavailable") { return "unavailable" }
        return accessor.contains("@available(*, deprecated") ? "deprecated" : "plain"
    }

    private func docsState(of key: String) -> String {
        guard let anchor = docs.range(of: "<a id=\"metric-\(key)\"></a>") else { return "–" }
        if let removed = docs.range(of: "id=\"all-removed\""), removed.lowerBound < anchor.lowerBound {
            return "history"
        }
        let row = docs[anchor.upperBound...].prefix { $0 != "\n" }
        return row.contains("**deprecated**") ? "deprecated" : row.contains("**hidden**") ? "hidden" : "plain"
    }

    private func rowsOfDashboard(with key: String) -> String {
        var rows: [String] = []
        for panel in dashboard where panel.queries.contains("vllm:\(key)") && !rows.contains(panel.row) {
            rows.append(panel.row)
        }
        return rows.isEmpty ? "–" : rows.joined(separator: ", ")
    }

    private static func states(_ catalogue: String) throws -> [String: String] {
        let document = try #require(JSONSerialization.jsonObject(with: Data(catalogue.utf8)) as? [String: Any])
        let groups = try #require(document["groups"] as? [[String: Any]])
        var states: [String: String] = [:]
        for metric in groups.flatMap({ $0["metrics"] as? [[String: Any]] ?? [] }) {
            let lifecycle = metric["lifecycle"] as? [String: Any]
            if let key = metric["key"] as? String { states[key] = lifecycle?["state"] as? String }
        }
        return states
    }

    /// Each panel's queries, under the title of its row.
    private static func rows(_ dashboard: String) throws -> [(row: String, queries: String)] {
        let document = try #require(JSONSerialization.jsonObject(with: Data(dashboard.utf8)) as? [String: Any])
        var result: [(row: String, queries: String)] = []
        var row = ""
        for panel in document["panels"] as? [[String: Any]] ?? [] {
            if panel["type"] as? String == "row" {
                let isCollapsed = panel["collapsed"] as? Bool == true
                row = (panel["title"] as? String ?? "") + (isCollapsed ? " (collapsed)" : "")
            }
            for inner in [panel] + (panel["panels"] as? [[String: Any]] ?? []) {
                let targets = inner["targets"] as? [[String: Any]] ?? []
                result.append((row, targets.compactMap { $0["expr"] as? String }.joined(separator: "\n")))
            }
        }
        return result
    }
}
