// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SpecChecks

@Suite("Lint rules that speak about kinds")
struct KindRuleTests {
    /// The rules that a product finds fault with, in the order of its lines.
    private func faults(_ metrics: String, labels: String = "", product: String = "") -> [String] {
        CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_\(product)}
            labels:
              shop: {help: The shop that was visited., bind: instance}
            \(labels)
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., multiprocess: sum, labels: shop}
            \(metrics.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            """
        ).findings.map(\.rule.name)
    }

    @Test("an info that is named like one is nobody's concern; another kind of that name is")
    func information() {
        let commit = "  commit: {help: The commit that was built.}"
        #expect(faults("build_info: {type: info, help: The build., fields: commit}", labels: commit) == [])
        #expect(
            faults("build: {type: info, help: The build., fields: commit}", labels: commit) == [
                "info-without-info-suffix"
            ])
        #expect(faults("build_info: {type: stateset, help: The build., states: [a, b]}") == ["reserved-suffix"])
    }

    @Test("the type `info` is offered to a gauge only where it can be had")
    func offer() {
        func help(_ processes: String) -> String? {
            CheckedSpec(
                """
                metricsgen: 1
                product: {name: shop, version: "1.4", processes: \(processes)}
                groups:
                  cart:
                    metrics:
                      build_info: {type: gauge, help: The build., multiprocess: max}
                """
            ).findings.first?.help
        }
        #expect(help("one")?.contains("the type `info`") == true)
        #expect(help("several")?.contains("the type `info`") == false)
    }

    @Test("the labels of an info grow, its fields don't")
    func growing() {
        let labels = "  commit: {help: The commit that was built.}\n  user: {help: Who came.}"
        #expect(
            faults("build_info: {type: info, help: The build., labels: user, fields: commit}", labels: labels)
                == ["high-cardinality-info"])
    }

    @Test("`_total` belongs to counters")
    func total() {
        #expect(faults("wait_total: {type: summary, help: How long.}") == ["total-on-summary"])
        #expect(faults("phase_total: {type: stateset, help: What., states: [a, b]}") == ["total-on-gauge"])
    }

    @Test("a name holds no kind, but for `info`")
    func typeInName() {
        #expect(faults("wait_summary: {type: summary, help: How long.}") == ["type-in-name"])
        #expect(faults("phase_stateset: {type: stateset, help: What., states: [a, b]}") == ["type-in-name"])
        #expect(faults("info_requests: {type: gauge, help: Of information., multiprocess: sum}") == [])
    }

    @Test("in OpenMetrics an info is the family without its ending")
    func families() {
        #expect(
            faults("items_info: {type: info, help: The carts., labels: shop}") == ["open-metrics-collision"])
    }

    @Test("states that differ by case are found like values")
    func cases() {
        #expect(
            faults("phase: {type: stateset, help: What., states: [open, Open, closed]}") == [
                "values-that-differ-by-case"
            ])
    }

    @Test("a field that repeats the name of its info is found like a label")
    func repetition() {
        let label = "  build_info_commit: {help: The commit that was built.}"
        #expect(
            faults("build_info: {type: info, help: The build., fields: build_info_commit}", labels: label)
                == ["label-repeats-metric"])
    }

    @Test("a summary's unit is in its name, as a histogram's is")
    func unit() {
        #expect(faults("wait: {type: summary, help: How long., unit: seconds}") == ["unit-missing-from-name"])
        #expect(faults("wait_ms: {type: summary, help: How long., unit: milliseconds}").contains("not-a-base-unit"))
    }

    @Test("a state that is described has to be translated like a label value")
    func translation() {
        func findings(_ states: String) -> [String] {
            let spec = CheckedSpec(
                """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                outputs: {docs: {file: metrics.md, locales: [de]}}
                groups:
                  cart:
                    title: Carts
                    metrics:
                      phase: {type: stateset, help: What the till does., states: {closed: {}, open: Somebody can pay.}}
                # file: locales/de.yaml
                metricsgen: 1
                groups: {cart: Karren}
                metrics: {phase: {help: Was die Kasse tut.\(states)}}
                """)
            return spec.findings.map(\.message)
        }
        #expect(findings("") == ["the translation `de` lacks the state `open` of `phase`"])
        #expect(findings(", states: {open: Man kann zahlen.}") == [])
    }

    @Test("an info and a stateset ask for no mode where there are several processes: they have one")
    func processes() {
        #expect(faults("phase: {type: stateset, help: What., states: [a, b]}", product: ", processes: several") == [])
    }
}
