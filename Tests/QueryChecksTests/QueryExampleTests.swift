// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import QueryChecks

@Suite("The examples on the pages of rules about queries")
struct QueryExampleTests {
    /// What makes a result impossible is a finding of its own.
    private static let causes = ["masked-missing-series": "impossible-label-value"]

    @Test("the bad one raises the rule and nothing else but its cause, and the good one nothing")
    func examples() {
        // Rules about catalogues have none.
        for rule in QueryCheck.rules where !rule.badExample.isEmpty {
            let bad = QueryExample(rule.badExample)
            let expected = [Self.causes[rule.name], rule.name].compactMap { $0 }
            #expect(bad.findings.map(\.rule.name) == expected, "\(bad.report)")
            let good = QueryExample(rule.goodExample)
            #expect(good.findings.isEmpty, "\(rule.name): \(good.report)")
        }
    }
}
