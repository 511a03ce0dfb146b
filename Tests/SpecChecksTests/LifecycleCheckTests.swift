// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import Testing

@testable import SpecChecks

@Suite("Checks of the lifecycle")
struct LifecycleCheckTests {
    private func spec(version: String = "1.4", _ metrics: String) -> CheckedSpec {
        CheckedSpec(
            "metricsgen: 1\nproduct: {name: shop, version: \"\(version)\", prefix: shop_}\ngroups:\n  cart:\n    metrics:\n"
                + metrics)
    }

    @Test("a replacement that is gone is named with what replaces both")
    func removedReplacement() {
        let spec = spec(
            """
                  carts:
                    type: gauge
                    help: DEPRECATED.
                    deprecated: {since: "1.4", reason: Items say more., replaced_by: items}
                  items:
                    type: gauge
                    removed: {in: "1.3", reason: Goods say more.}
                    deprecated: {since: "1.1", reason: Goods say more., replaced_by: [goods, {name: "proxy:goods", external: true}]}
                  goods: {type: gauge, help: Goods.}
            """)
        #expect(
            spec.report == """
                spec.yaml:9:74: warning: the replacement `shop_items` was itself removed in 1.3 [MG2001]
                 9 |         deprecated: {since: "1.4", reason: Items say more., replaced_by: items}
                   |                                                                          ^^^^^
                spec.yaml:10:7: note: `shop_items` is declared here
                10 |       items:
                   |       -----
                   = help: name the replacement of both: `shop_goods`, `proxy:goods`

                """)
    }

    @Test("of a long chain of deprecated metrics the end is named only where it is near")
    func longChain() {
        let count = SpecCheck.longestWay + 1
        let chain = (0..<count).map { number in
            """
                  m\(number):
                    type: gauge
                    help: DEPRECATED.
                    deprecated: {since: "1.4", reason: The next says more., replaced_by: m\(number + 1)}

            """
        }
        let findings = spec(chain.joined() + "      m\(count): {type: gauge, help: The last.}\n").findings
            .filter { $0.rule.name == "deprecated-replacement" }
        #expect(findings.count == count - 1)
        #expect(findings.first?.help == "name a metric that stays, or write `none`")
        #expect(findings.dropFirst().allSatisfy { $0.help == "name the replacement of both: `shop_m\(count)`" })
    }

    @Test("a replacement that stays, that is external or that a tombstone names is fine")
    func goodReplacements() {
        let spec = spec(
            """
                  carts:
                    type: gauge
                    help: DEPRECATED.
                    deprecated: {since: "1.4", reason: Goods say more., replaced_by: [goods, {name: items, external: true}]}
                  goods: {type: gauge, help: Goods., since: "1.2"}
                  bags:
                    type: gauge
                    removed: {in: "1.3", reason: Carts say more.}
                    deprecated: {since: "1.1", reason: Carts say more., replaced_by: carts}
            """)
        #expect(spec.report == "")
    }

    @Test(
        "the help and the spec agree on whether a metric is deprecated",
        arguments: [
            ("1.4", "DEPRECATED: use goods.", true, [String]()), ("1.4", "Carts.", true, ["MG2004"]),
            ("1.4", "Carts (deprecated).", true, []), ("1.3", "Carts.", true, []),
            ("0.0.0", "Carts.", true, ["MG2004"]),
            ("1.5", "Carts.", true, ["MG2004"]), ("1.6", "Carts.", true, ["MG1433"]),
            ("1.4", "Carts. DEPRECATED", false, ["MG2003"]), ("1.4", "Deprecated carts.", false, ["MG2003"]),
            ("1.4", "Calls of deprecated functions.", false, []),
        ])
    func help(version: String, help: String, isDeprecated: Bool, codes: [String]) {
        let end = isDeprecated ? ", deprecated: {since: \"1.4\", reason: Nobody looks., replaced_by: none}" : ""
        #expect(spec(version: version, "      carts: {type: gauge, help: \"\(help)\"\(end)}\n").codes == codes)
    }

    @Test(
        "lint asks about a removal that is undecided in each release after the deprecation, until the one that was named",
        arguments: [
            ("1.4", "", [String]()), ("1.4.7", "", []), ("1.5", "", ["MG2006"]), ("2.0", "", ["MG2006"]),
            ("1.6.3", ", ask_again: \"1.7\"", []), ("1.7.0rc1", ", ask_again: \"1.7\"", ["MG2006"]),
            ("0.0.0", "", []), ("1.9", ", hide_after: 1", ["MG2006"]),
        ])
    func undecided(version: String, further: String, codes: [String]) {
        let spec = spec(
            version: version,
            """
                  carts:
                    type: gauge
                    help: DEPRECATED.
                    deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none, remove_after: undecided\(further)}
            """)
        #expect(spec.codes == codes)
        #expect(spec.findings.allSatisfy { $0.rule.severity == .note })
    }

    @Test("about a group whose metrics are deprecated without an end it asks once")
    func undecidedGroup() {
        let spec = CheckedSpec(
            """
            metricsgen: 1
            product: {name: shop, version: "1.6", prefix: shop_}
            groups:
              cart:
                deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none, hide_after: 1, remove_after: undecided}
                metrics:
                  carts: {type: gauge, help: Carts. DEPRECATED.}
                  items: {type: gauge, help: Items. DEPRECATED.}
            """)
        #expect(
            spec.report == """
                spec.yaml:5:5: note: the group `cart` is deprecated since 1.4 and hidden, this product is at 1.6, and its removal is undecided [MG2006]
                5 |     deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none, hide_after: 1, remove_after: undecided}
                  |     ^^^^^^^^^^
                  = help: write how many minor versions after 1.4 it is removed in `remove_after`, or write `ask_again: "1.7"` to be asked again in that version

                """)
    }

    @Test("a tree without a version has nothing that is overdue, and may have tombstones")
    func unversioned() {
        let spec = spec(
            version: "0.0.0.dev0",
            """
                  carts: {type: gauge, help: DEPRECATED., deprecated: {since: "0.1", reason: Nobody looks., replaced_by: none}}
                  bags: {type: gauge, removed: {in: "1.3", reason: Nobody looks.}}
            """)
        #expect(spec.report == "")
    }

    @Test("a product that is not among its releases is reported, and lint adds it to the end of the list")
    func releases() {
        let text = "metricsgen: 1\nproduct: {name: shop, version: \"1.1.0\"}\nreleases: [\"0.9\", \"1.0\"]   # so far\n"
        let spec = CheckedSpec(text)
        #expect(spec.codes == ["MG1431"])
        #expect(spec.findings.first?.fixes.map(\.isSafe) == [true])
        #expect(spec.mended == text.replacing("\"1.0\"]", with: "\"1.0\", \"1.1\"]"))
        #expect(CheckedSpec(text.replacing("1.1.0", with: "0.0.0")).codes == [])
        #expect(CheckedSpec(text.replacing("1.1.0", with: "0.8")).findings.first?.fixes == [])
    }

    @Test("a deprecation in a release that is not listed has its place, unless it lies behind the end")
    func unlistedDeprecation() {
        func codes(_ since: String) -> [String] {
            CheckedSpec(
                """
                metricsgen: 1
                product: {name: shop, version: "1.0"}
                releases: ["0.8", "0.9", "1.0"]
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: DEPRECATED.
                        deprecated: {since: "\(since)", reason: Nobody looks., replaced_by: none, remove_after: 9}
                """
            ).codes
        }
        #expect(codes("0.10") == ["MG1431"])
        #expect(codes("0.7") == ["MG1431"])
        for since in ["0.8", "0.9", "1.0", "1.3", "2.0"] { #expect(codes(since) == []) }
    }
}
