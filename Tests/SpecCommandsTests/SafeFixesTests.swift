// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands

@Suite("Safe fixes that aren't good together")
struct SafeFixesTests {
    @Test("of many fixes the few that would make an error are found by halves")
    func halves() throws {
        // Without its last label, `labels` would be a key without a value.
        let labels = (0..<256).map { "  l\($0): {help: Label \($0)., values: [a, b]}\n" }
        let text = """
            metricsgen: 1
            product: {name: shop, version: "1.0.0", prefix: shop_}
            labels:
            \(labels.joined())groups: {orders: {metrics: {taken_total: {type: counter, help: Orders taken.}}}}

            """
        let package = PackageInMemory(FixtureFiles(text))
        let specs = try LintedSpecs([package.root], in: package.sources)
        var questions = 0
        let fixes = SafeFixes(of: specs.linted) { fixes in
            questions += 1
            return specs.stayAsGood(with: fixes)
        }
        #expect(fixes.applied.count == 255)
        #expect(questions < 20, "asked \(questions) times")
    }
}
