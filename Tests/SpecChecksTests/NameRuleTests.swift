// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecChecks

@Suite("One name, one finding, one better name")
struct NameRuleTests {
    private static let codes = Set(SpecCheck.all.filter { $0.nameFault != nil }.map(\.rule.code))

    private func spec(_ name: String, kind: String, unit: String, prefix: String = "shop_") -> CheckedSpec {
        let more = ["histogram": ", buckets: [0.1, 1]", "info": ", fields: commit", "stateset": ", states: [a, b]"]
        return CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: \(prefix)}
            \(kind == "info" ? "labels: {commit: {help: The commit that was built.}}" : "")
            groups:
              cart:
                metrics:
                  \(name): {type: \(kind), help: What it is.\(kind == "info" ? "" : ", unit: \(unit)")\(more[kind] ?? "")}
            """)
    }

    @Test(
        "whatever is wrong with a name, its fix leaves nothing wrong with it",
        arguments: (1...20).map { SeededGenerator.seed($0) })
    func fixes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "order", "HTTP", "latency", "ms", "Sec", "total", "count", "gauge", "Counter", "info", "seconds", "mb",
            "perc",
            "bytes", "queue", "p99", "milliseconds", "sum", "kib", "ratio", "rate", "percent", "byte", "volt", "per",
        ]
        let units = ["seconds", "milliseconds", "bytes", "megabytes", "ratio", "percent", "volts", "items", "none"]
        for _ in 0..<25 {
            let picked = (0...Int.random(in: 1...3, using: &generator)).map { _ in
                words.randomElement(using: &generator) ?? "order"
            }
            let isSnake = Bool.random(using: &generator)
            let name =
                isSnake
                ? picked.joined(separator: "_") : picked.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            let kind = ["counter", "gauge", "histogram", "summary", "info"].randomElement(using: &generator) ?? "gauge"
            let unit = units.randomElement(using: &generator) ?? "none"
            let findings = spec(name, kind: kind, unit: unit).findings.filter { Self.codes.contains($0.rule.code) }
            #expect(findings.count <= 1, "seed \(seed): \(name), \(kind), \(unit)")
            guard let finding = findings.first, let better = finding.fixes.first?.edits.first?.text else { continue }
            #expect(finding.help?.contains("`\(better)`") == true)
            // What is wrong with the unit of a counter no name can fix.
            let left = spec(better, kind: kind, unit: unit).findings
                .filter { $0.rule.name != "counter-with-gauge-unit" }.map(\.message)
            #expect(left == [], "seed \(seed): \(name), \(kind), \(unit) became \(better)")
        }
    }

    @Test(
        "rules that take words out of one name don't take the same twice",
        arguments: [
            ("shop_", "hit_ratio_percent", "percent", "name it `hit_ratio`"),
            ("gauge_gauge_", "gauge_gauge_x", "none", "name it `x`"),
            ("total_total_", "total_total_total", "none", "write the name without the prefix"),
            ("shop_", "voltage_volt", "volts", "name it `voltage_volts`"),
            ("shop_", "time_to_first_byte", "seconds", "name it `time_to_first_byte_seconds`"),
        ])
    func taken(prefix: String, name: String, unit: String, advice: String) {
        let help = spec(name, kind: "gauge", unit: unit, prefix: prefix).findings.compactMap(\.help).joined()
        #expect(help.contains(advice), "\(help)")
    }

    @Test("a counter whose unit can't be added up is to be a gauge, and not to end in `_total` or its unit")
    func levelUnits() {
        let findings = spec("start", kind: "counter", unit: "unix_seconds").findings
        #expect(findings.map(\.rule.name) == ["counter-with-gauge-unit"])
    }

    @Test("a name in capital letters gets the words that are in it")
    func words() {
        #expect("latencyMs".words == ["latency", "ms"])
        #expect("HTTPRequests".words == ["http", "requests"])
        #expect("kvCacheUsageMB".words == ["kv", "cache", "usage", "mb"])
        #expect("p99Latency_ms".words == ["p99", "latency", "ms"])
        #expect("__x__y".words == ["x", "y"])
    }
}
