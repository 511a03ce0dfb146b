// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import Testing

@testable import SpecChecks

@Suite("overdue-removal")
struct OverdueRemovalTests {
    private func spec(version: String, lifecycle: String = "", extra: String = "") -> String {
        """
        metricsgen: 1
        product: {name: shop, version: "\(version)"}
        \(lifecycle)
        groups:
          cart:
            metrics:
              items:
                type: gauge
                help: "Items in all carts. DEPRECATED: nobody looks."
                deprecated:
                  since: "1.4"
                  reason: It says "items", and counts carts.
                  replaced_by: none
        \(extra)
        """
    }

    @Test(
        "the metric has to go in the version that removes it, and not a patch earlier",
        arguments: [
            ("1.3.9", 0), ("1.4.0", 0), ("1.5.7", 0), ("1.6.0rc1", 1), ("1.6.0", 1), ("1.7", 1),
            // Across a major step the fewest releases are assumed: 1.4 may have been the last before 2.0.
            ("2.0.0", 0), ("2.1.0", 1),
        ])
    func border(version: String, count: Int) {
        let spec = CheckedSpec(spec(version: version))
        #expect(spec.codes == Array(repeating: "MG1433", count: count))
    }

    @Test("the product's lifecycle and the metric's own dates move the border")
    func distances() {
        #expect(CheckedSpec(spec(version: "1.6", lifecycle: "lifecycle: {remove_after: 3}")).codes == [])
        #expect(CheckedSpec(spec(version: "1.7", lifecycle: "lifecycle: {remove_after: 3}")).codes == ["MG1433"])
        #expect(CheckedSpec(spec(version: "1.7", extra: "          remove_after: 4")).codes == [])
        #expect(CheckedSpec(spec(version: "1.8", extra: "          remove_after: 4")).codes == ["MG1433"])
    }

    @Test("the message names the version that was due, how it follows, and the tombstone")
    func wording() {
        #expect(
            CheckedSpec(spec(version: "1.7.2")).report == """
                spec.yaml:10:9: error: `items` was due to be removed in 1.6, and this product is 1.7 [MG1433]
                10 |         deprecated:
                   |         ^^^^^^^^^^
                   = note: deprecated in 1.4, hidden from 1.5 (hide_after: 1), removed from 1.6 (remove_after: 2)
                   = help: replace it with a tombstone, `removed: {in: "1.6", reason: …}`, or give the metric a later `remove_after`

                """)
    }

    @Test("a metric that is never hidden isn't said to be")
    func neverHidden() {
        let spec = CheckedSpec(spec(version: "1.7", lifecycle: "lifecycle: {hide_after: 2, remove_after: 2}"))
        #expect(spec.report.contains("= note: deprecated in 1.4, removed from 1.6 (remove_after: 2)\n"))
    }

    @Test(
        "the fix leaves a tombstone, in block style and in braces",
        arguments: [
            """
                  items:
                    type: gauge
                    help: "Items in all carts. DEPRECATED: nobody looks."
                    deprecated: {since: "1.4", reason: "A \\\\ and a \\"quote\\"\\tand 茶.", replaced_by: none}
            """,
            """
                  items: {type: gauge, help: Items., deprecated: {since: "1.4", reason: Gone., replaced_by: none}}
            """,
            """
                  items: {
                    type: gauge, help: Items.,
                    deprecated: {since: "1.4", reason: Gone., replaced_by: none}}
            """,
        ])
    func fix(metric: String) throws {
        let spec = CheckedSpec(
            "metricsgen: 1\nproduct: {name: shop, version: \"1.7\"}\ngroups:\n  cart:\n    metrics:\n" + metric)
        #expect(spec.codes == ["MG1433"])
        let mended = CheckedSpec(try #require(spec.mended))
        #expect(mended.report == "")
        guard case .removed(let tombstone)? = mended.product?.metrics.first?.lifecycle else {
            Issue.record("no tombstone in \(spec.mended ?? "")")
            return
        }
        #expect(tombstone.removedIn.description == "1.6")
        #expect(tombstone.reason == tombstone.notice?.reason)
    }

    @Test("the tombstone of a stateset keeps its states, by which code that still sets one can be told")
    func statesStay() throws {
        let spec = CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.7"}
            groups:
              cart:
                metrics:
                  phase:
                    type: stateset
                    help: "What it does. DEPRECATED: nobody looks."
                    states:
                      closed: Nobody can pay.
                      open: Somebody can.
                    deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none}
            """)
        #expect(spec.codes == ["MG1433"])
        let mended = CheckedSpec(try #require(spec.mended))
        #expect(mended.report == "")
        #expect(mended.product?.metrics.first?.states.map(\.text) == ["closed", "open"])
        #expect(spec.mended?.contains("help:") == false)
    }

    @Test("the fix is safe: it only says what the versions have said all along")
    func safe() {
        #expect(CheckedSpec(spec(version: "1.7")).findings.first?.fixes.map(\.isSafe) == [true])
    }
}
