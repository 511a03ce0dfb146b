// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecChecks

@Suite("Waivers")
struct WaiverTests {
    private func spec(top: String = "", group: String = "", metric: String = "", version: String = "1.4") -> CheckedSpec
    {
        CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "\(version)", prefix: shop_}
            \(top)
            groups:
              cart:
                \(group)
                metrics:
                  orders:
                    type: counter
                    help: Orders placed.
                    \(metric)
            """)
    }

    private let waiver = "allow: [{rule: counter-without-total, reason: It is old.}]"

    @Test("a rule can be waived at the metric, at its group and at the file")
    func places() {
        #expect(spec().codes == ["MG2101"])
        #expect(spec(metric: waiver).codes == [])
        #expect(spec(group: waiver).codes == [])
        #expect(spec(top: waiver).codes == [])
    }

    @Test("a rule can be waived at a unit, as at everything else that a file declares", arguments: [false, true])
    func units(isWaived: Bool) {
        let allow = isWaived ? ", allow: [{rule: unused-unit, reason: The next release counts in crates.}]" : ""
        let spec = spec(top: "units: {crates: {grafana: short\(allow)}}", metric: waiver)
        #expect(spec.codes == (isWaived ? [] : ["MG2606"]))
    }

    @Test("of several waivers for one place the innermost is used, and the others hide nothing")
    func innermost() {
        let spec = spec(top: waiver, group: waiver, metric: waiver)
        #expect(spec.codes == ["MG2901", "MG2901"])
        #expect(spec.findings.map(\.span.start.line) == [3, 6])
    }

    @Test(
        "a waiver holds until its version and not in it", arguments: [("1.4", 0), ("1.9.9", 0), ("2.0", 1), ("2.1", 1)])
    func end(version: String, count: Int) {
        let ending = "allow: [{rule: counter-without-total, reason: It is old., until: \"2.0\"}]"
        let spec = spec(metric: ending, version: version)
        #expect(spec.codes == (count == 0 ? [] : ["MG2101", "MG2902"]))
    }

    @Test("the errors of the language and the lifecycle can't be waived")
    func errors() {
        #expect(spec(metric: "allow: [{rule: overdue-removal, reason: Not now.}]").codes == ["MG2101", "MG2903"])
    }

    @Test("a code is as good as unknown, and the fix writes the name")
    func code() throws {
        let spec = spec(metric: "allow: [{rule: MG2101, reason: It is old.}]")
        let finding = try #require(spec.findings.first { $0.rule.name == "unknown-waiver" })
        #expect(finding.fixes.first?.edits.first?.text == "counter-without-total")
    }

    @Test(
        "beside an error no waiver counts as unused: what it hides may only be out of sight",
        arguments: [
            "orders: {typ: counter, help: Orders placed., ALLOW}",
            "orders: {type: Counter, help: Orders placed., ALLOW}",
            "orders: {type: counter, hlep: Orders placed., ALLOW}",
            "orders: {type: counter, help: Orders placed., unit: second, ALLOW}",
            "orders: {type: counter, help: Orders placed., labels: nowhere, ALLOW}",
            "orders: {type: counter, help: Orders placed., ALLOW}\n      orders: {type: gauge, help: Orders., ALLOW}",
        ])
    func besideErrors(metrics: String) {
        let spec = CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels: {who: {help: Who came., max_vales: 5, allow: [{rule: uncapped-label, reason: It is old.}]}}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items., labels: who}
                  \(metrics.split(separator: "ALLOW", omittingEmptySubsequences: false).joined(separator: waiver))
            """)
        #expect(spec.findings.hasErrors)
        #expect(!spec.codes.contains("MG2901"), "\(spec.report)")
    }

    @Test("a waiver that names its rule hides what a misspelt one within it would hide")
    func named() {
        let misspelt = "allow: [{rule: counter-with-total, reason: It is old.}]"
        #expect(spec(group: waiver, metric: misspelt).codes == ["MG2903"])
    }

    @Test(
        "deleting an unused waiver leaves the rest as it is",
        arguments: [
            ("allow: [{rule: total-on-gauge, reason: x}]", ""),
            (
                "allow: [{rule: total-on-gauge, reason: x}, {rule: counter-without-total, reason: y}]",
                "allow: [{rule: counter-without-total, reason: y}]"
            ),
            (
                "allow: [{rule: counter-without-total, reason: y}, {rule: total-on-gauge, reason: x}]",
                "allow: [{rule: counter-without-total, reason: y}]"
            ),
            (
                "allow:\n          - {rule: total-on-gauge, reason: x}\n          - {rule: counter-without-total, reason: y} # why",
                "allow:\n          - {rule: counter-without-total, reason: y} # why"
            ),
        ])
    func deletion(written: String, left: String) throws {
        let spec = spec(metric: written + "\n        panel: {title: Orders}  # the first")
        let unused = spec.findings.filter { $0.rule.name == "unused-waiver" }
        #expect(unused.count == 1)
        #expect(unused.flatMap(\.fixes).map(\.isSafe) == [true])
        let mended = try #require(spec.sources.sources[0].applying(unused.flatMap(\.fixes).flatMap(\.edits)))
        let expected = left.isEmpty ? "" : "        " + left + "\n"
        #expect(mended.hasSuffix("help: Orders placed.\n\(expected)        panel: {title: Orders}  # the first"))
    }
}
