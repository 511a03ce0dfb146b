// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecExplanations
import TestSupport
import Testing

@testable import SpecLanguage

@Suite("Rules of the language")
struct RuleTests {
    /// Their examples would be a file of 17 MiB, one that isn't UTF-8, and one with a thousand errors: other tests have
    /// them.
    private static let rulesWithoutExample: Set<String> = [
        "file-too-large", "invalid-utf8", "too-many-diagnostics", "too-many-warnings", "missing-locale",
    ]

    @Test(
        "each rule's bad example raises that rule and nothing else",
        arguments: SpecLanguage.rules.filter { !rulesWithoutExample.contains($0.name) })
    func badExample(rule: ExplainedRule) {
        let spec = TestSpec(rule.badExample)
        #expect(spec.findings.map(\.rule.code) == [rule.code], "\(rule.name): \(spec.report)")
    }

    @Test("each rule's good example raises nothing", arguments: SpecLanguage.rules.filter { !$0.goodExample.isEmpty })
    func goodExample(rule: ExplainedRule) {
        #expect(TestSpec(rule.goodExample).report == "", "\(rule.name)")
    }

    @Test("codes and names are unique")
    func unique() {
        let rules = SpecLanguage.rules
        #expect(Set(rules.map(\.code)).count == rules.count)
        #expect(Set(rules.map(\.name)).count == rules.count)
    }

    @Test("a rule is in the file with its name, and each file is in the list")
    func listAndFolderAgree() throws {
        let files =
            try Repository.swiftFiles(below: "Sources/SpecYAML/Rules")
            + Repository.swiftFiles(below: "Sources/SpecLanguage/Rules").filter { !$0.contains("+") }
        #expect(
            files.map { $0.lowercased() }.sorted()
                == SpecLanguage.rules.map { $0.name.inUpperCamelCase.lowercased() }.sorted())
    }

    @Test("an explanation is whole sentences", arguments: SpecLanguage.rules)
    func explanation(rule: ExplainedRule) {
        #expect(rule.explanation.hasSuffix(".") && rule.explanation.count > 60)
        #expect(rule.explanation.first?.isUppercase == true || rule.explanation.hasPrefix("`"))
    }
}
