// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecExplanations
import SpecLanguage
import TestSupport
import Testing

@testable import SpecChecks

@Suite("The list of checks")
struct SpecCheckTests {
    @Test("each check's bad example raises that check and nothing else", arguments: SpecCheck.rules)
    func badExample(rule: ExplainedRule) {
        // An expired waiver hides nothing, so what it hid is there too.
        let others = rule.code == ExpiredWaiver.rule.code ? ["MG2101"] : []
        #expect(CheckedSpec(rule.badExample).codes == others + [rule.code])
    }

    @Test("each check's good example raises nothing", arguments: SpecCheck.rules)
    func goodExample(rule: ExplainedRule) {
        #expect(CheckedSpec(rule.goodExample).report == "")
    }

    @Test("a check's code is that of no other check and no rule of the language")
    func uniqueCodes() {
        let rules = SpecLanguage.rules + SpecCheck.rules
        #expect(Set(rules.map(\.code)).count == rules.count)
        #expect(Set(rules.map(\.name)).count == rules.count)
    }

    @Test("each check is in a file with its name, and each file is in the list")
    func listAndFolderAgree() throws {
        // The rules about stable metrics are one table, and so are those about changes.
        let tables: Set = ["StableMetrics", "ChangeRules"]
        let files = try Repository.swiftFiles(below: "Sources/SpecChecks/Rules").filter { !tables.contains($0) }
        let inTables = Set((StableMetrics.rules + ChangeRules.all).map(\.code))
        let rules = SpecCheck.rules + ReleaseRules.all.filter { !inTables.contains($0.code) }
        #expect(files.sorted() == rules.map(\.name.inUpperCamelCase).sorted())
    }
}
