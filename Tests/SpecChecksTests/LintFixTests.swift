// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import Testing

@testable import SpecChecks

@Suite("Fixes of lint rules")
struct LintFixTests {
    @Test(
        "every fix of a bad example removes the finding, and raises no error",
        arguments: SpecCheck.rules.filter { $0.code.hasPrefix("MG2") })
    func mended(rule: ExplainedRule) throws {
        let spec = CheckedSpec(rule.badExample)
        for finding in spec.findings {
            for fix in finding.fixes {
                let text = try #require(spec.sources.sources[0].applying(fix.edits))
                let mended = CheckedSpec(text)
                #expect(!mended.codes.contains(rule.code), "\(text)\(mended.report)")
                #expect(!mended.findings.hasErrors, "\(text)\(mended.report)")
            }
        }
    }

    @Test("what nothing uses is deleted with its comment, and nothing else changes")
    func unused() throws {
        let spec = CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            # About labels.
            labels:
              shop: {help: Where., values: [north, south]}   # both of them
              # Nobody knows what this was for.
              till: {help: Which till., values: [one, two]}
            buckets: {sizes: [1, 2], weights: [1, 5]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items., labels: shop}
                  order_items: {type: histogram, help: Of an order., buckets: weights}

            """)
        #expect(spec.codes == ["MG2601", "MG2603"])
        let fixes = spec.findings.flatMap(\.fixes)
        #expect(fixes.map(\.isSafe) == [true, true])
        #expect(
            spec.sources.sources[0].applying(fixes.flatMap(\.edits)) == """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                # About labels.
                labels:
                  shop: {help: Where., values: [north, south]}   # both of them
                buckets: {weights: [1, 5]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items., labels: shop}
                      order_items: {type: histogram, help: Of an order., buckets: weights}

                """)
    }

    @Test(
        "a comment that may be the heading of several stays when one of them is deleted",
        arguments: [
            (
                """
                  # --- Labels of requests; ask team A ---
                  spare: {help: For later., values: [a, b]}
                  shop: {help: Where., values: [north, south]}
                """,
                """
                  # --- Labels of requests; ask team A ---
                  shop: {help: Where., values: [north, south]}
                """
            ),
            (
                """
                  # What team A asked for.
                  spare: {help: For later., values: [a, b]}
                  # Where it was.
                  shop: {help: Where., values: [north, south]}
                """,
                """
                  # What team A asked for.
                  # Where it was.
                  shop: {help: Where., values: [north, south]}
                """
            ),
            (
                """
                  till: {help: Which till., values: [one, two]}
                  # What team A asked for.
                  spare: {help: For later., values: [a, b]}
                  shop: {help: Where., values: [north, south]}
                """,
                """
                  till: {help: Which till., values: [one, two]}
                  # What team A asked for.
                  shop: {help: Where., values: [north, south]}
                """
            ),
            (
                """
                  till: {help: Which till., values: [one, two]}
                  # --- Labels of team A ---
                  # Nobody knows what this was for.
                  spare: {help: For later., values: [a, b]}

                  shop: {help: Where., values: [north, south]}
                """,
                """
                  till: {help: Which till., values: [one, two]}
                  # --- Labels of team A ---

                  shop: {help: Where., values: [north, south]}
                """
            ),
        ])
    func headings(labels: String, left: String) {
        func text(_ labels: String) -> String {
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
            \(labels)
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items., labels: [shop\(labels.hasPrefix("  till") ? ", till" : "")]}
            """
        }
        let spec = CheckedSpec(text(labels))
        #expect(spec.codes == ["MG2601"])
        #expect(spec.mended == text(left))
    }

    @Test(
        "a bound that is just beside the rule of the others is found, a series of its own is not",
        arguments: [
            ("[1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8096]", "8192"),
            ("[1, 2, 4, 9, 16, 32, 64, 128]", "8"),
            ("[10, 20, 30, 40, 50, 61]", "60"), ("[1, 2, 5, 10, 20, 50, 100]", nil),
            ("[0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]", nil),
            ("[0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60]", nil),
        ])
    func oddBounds(bounds: String, expected: String?) {
        let spec = CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items: {type: histogram, help: Items of an order., buckets: \(bounds)}
            """)
        #expect(spec.findings.first?.fixes.first?.edits.first?.text == expected)
    }
}
