// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import QueryChecks

@Suite("The examples on the pages of rules about queries")
struct QueryExampleTests {
    /// What makes a result impossible is a finding of its own, and so is what an expired waiver doesn't hide any more.
    private static let causes = [
        "masked-missing-series": "impossible-label-value", "expired-query-waiver": "invalid-query",
    ]

    @Test("the bad one raises the rule and nothing else but its cause, and the good one nothing")
    func examples() {
        // Rules about catalogues have none.
        for rule in QueryCheck.rules where !rule.badExample.isEmpty {
            let bad = QueryExample(rule.badExample)
            let expected = [Self.causes[rule.name], rule.name].compactMap { $0 }
            #expect(bad.findings.map(\.rule.name).sorted() == expected.sorted(), "\(bad.report)")
            let good = QueryExample(rule.goodExample)
            #expect(good.findings.isEmpty, "\(rule.name): \(good.report)")
        }
    }
}
