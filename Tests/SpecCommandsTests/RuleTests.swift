// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import TestSupport
import Testing

@testable import SpecChecks
@testable import SpecCommands

@Suite("Rules of all stages")
struct RuleTests {
    @Test("no two have a code or a name in common, and each says what it is about")
    func unique() {
        let rules = RulePage.rules
        #expect(Set(rules.map(\.code)).count == rules.count)
        #expect(Set(rules.map(\.name)).count == rules.count)
        for rule in rules {
            #expect(rule.code.wholeMatch(of: /MG\d{4}/) != nil)
            #expect(rule.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(rule.name)")
            #expect(!rule.explanation.isEmpty && rule.explanation.last == ".", "\(rule.name)")
            #expect(rule.badExample.isEmpty == rule.goodExample.isEmpty, "\(rule.name)")
        }
    }

    @Test("a rule's code begins as ARCHITECTURE.md says for the target that declares it")
    func codes() throws {
        let rows = try Repository.text("ARCHITECTURE.md").matches(of: /\| (MG\d+) \| [^|]+ \| ([^|]+) \|/)
        var declared: Set<String> = []
        for file in try Repository.swiftPaths(below: "Sources") {
            let target = file.split(separator: "/")[1]
            for match in try Repository.text(file).matches(of: /"(MG\d{4})"/) {
                let row = rows.first { match.1.hasPrefix($0.1) }
                #expect(row?.2.contains("`\(target)`") == true, "\(match.1) is declared in \(file)")
                declared.insert(String(match.1))
            }
        }
        #expect(declared == Set(RulePage.rules.map(\.code)))
    }

    @Test("a page is found by code and by name, whatever the case, and has both examples")
    func page() throws {
        for text in ["MG3102", "mg3102", "swift-name-collision", "Swift-Name-Collision"] {
            guard case .page(let page) = RulePage.find(text) else {
                Issue.record("no page for \(text)")
                continue
            }
            #expect(page.hasPrefix("swift-name-collision [MG3102], an error\n\n"))
            #expect(
                page.contains("\nRaises it:\n\n    metricsgen: 1\n")
                    && page.contains("\nFixed:\n\n    metricsgen: 1\n"))
            #expect(page.split(separator: "\n").filter { !$0.hasPrefix("    ") }.allSatisfy { $0.count <= 80 })
        }
    }

    @Test("an unknown rule is answered with the nearest one")
    func suggestion() {
        var suggestion: String?
        if case .unknown(let nearest) = RulePage.find("unknwon-key") { suggestion = nearest }
        #expect(suggestion == "unknown-key")
    }

    @Test("a former name of a rule is not the name of a rule, and leads to one")
    func formerNames() {
        let names = Set(RulePage.rules.map(\.name))
        for (former, present) in FormerRuleName.presentNames {
            #expect(!names.contains(former), "\(former)")
            #expect(names.contains(present), "\(present)")
        }
    }

    @Test(
        "a rule is found by its words, and a code by its digits",
        arguments: [
            ("missing-unit", "unit-missing-from-name"), ("unused waiver", "unused-waiver"), ("MG210", "MG2101"),
            ("total-without-counter", "counter-without-total"), ("", nil), ("frobnicate", nil),
            ("growing-info", "high-cardinality-info"), ("Missing-Blank", "missing-space"),
        ])
    func words(text: String, nearest: String?) {
        var suggestion: String?
        if case .unknown(let nearest) = RulePage.find(text) { suggestion = nearest }
        #expect(suggestion == nearest)
    }

    @Test(
        "the examples of the rules about names and outputs raise their rule and nothing else, and the fixed ones nothing"
    )
    func examples() throws {
        for rule in RulePage.rules where rule.code.hasPrefix("MG3") && !rule.badExample.isEmpty {
            let bad = try SpecInDirectory(rule.badExample).build()
            #expect(bad.findings.map(\.rule.name) == [rule.name], "\(rule.name)")
            let good = try SpecInDirectory(rule.goodExample).build()
            #expect(good.findings.isEmpty, "\(rule.name)")
        }
    }
}
