// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PromQLSyntax
import SpecOrigins
import SpecOutput
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecCommands
@testable import SpecEmitters

@Suite("Prometheus on printed queries")
struct QueryJudgeTests {
    private struct Cases: Encodable {
        /// Queries that have to mean the same.
        var pairs: [[String]] = []
        /// A literal, and the string that it has to mean.
        var strings: [[String]] = []
    }

    /// JSON that promtool reads as YAML: its reader has no `\/`.
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return try String(decoding: encoder.encode(value), as: UTF8.self)
    }

    private func judged(_ cases: Cases) throws -> RunningProcess.Outcome {
        let directory = try TemporaryDirectory()
        try directory.write(json(cases), to: "cases.json")
        return try Judge.python("promql_meaning.py", [directory.path + "/cases.json"])
    }

    @Test("random trees mean what they mean with every part in parentheses")
    func parentheses() throws {
        let seed = SeededGenerator.seed(1)
        var queries = RandomQueries(generator: SeededGenerator(seed: seed))
        var cases = Cases()
        for index in 0..<400 {
            let labels = RandomQueries.Labels.allCases[index % 3]
            let query = queries.vector(labels, depth: 2 + index % 4)
            cases.pairs.append([query.description, query.withAllParentheses])
        }
        cases.strings = ["", "a\"b", "a\\b\\", "\n\r\t", "\u{1}\u{7F}", "é𝄞 {}", "'`#"].map { string in
            [PromQLExpression.string(PromQLString(string)).description, string]
        }
        let outcome = try judged(cases)
        #expect(outcome.ending == .exited(0), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
        let answered = try #require(outcome.output.firstMatch(of: /400 pairs, (\d+) with an answer/)?.1)
        #expect(Int(answered) ?? 0 > 200, "\(outcome.output)")
    }

    @Test("a pair that doesn't mean the same is seen")
    func canary() throws {
        let wrong = Cases(
            pairs: [["m0 - m1 - m2", "m0 - (m1 - m2)"], ["-m0 ^ 2", "(-m0) ^ 2"], ["m0", "m0 +"]],
            strings: [["\"a\"", "b"]])
        let outcome = try judged(wrong)
        #expect(outcome.output.contains("3 pairs, 3 with an answer, 4 faults"), "\(outcome.output)")
    }

    // MARK: What is emitted

    /// Names that mean something else in PromQL, and nothing special in a spec.
    private static let reservedNames = """
        metricsgen: 1
        product: {name: words, version: "1.0"}
        labels:
          by: {help: Closed., values: [a]}
          bool: {help: Closed., values: [a]}
          offset: {help: Bound., bind: instance}
        groups:
          all:
            metrics:
              bool: {type: gauge, help: A gauge., labels: [by, bool, offset]}
              on: {type: gauge, help: A gauge., unit: unix_seconds}
              ignoring: {type: stateset, help: A state., states: [on]}
              inf: {type: gauge, help: A gauge.}
              NaN: {type: counter, help: A counter., labels: by}
              sum: {type: histogram, help: A histogram., buckets: [1]}
              group_left:
                {type: counter, help: Gone soon., deprecated: {since: "1.0", reason: Old., replaced_by: atan2}}
              atan2: {type: gauge, help: A gauge.}
        """

    private func products() throws -> [ResolvedSpec] {
        let emitters = "Tests/SpecEmittersTests/Fixtures", legal = "Tests/SpecLanguageTests/Fixtures/Legal"
        let files = try [emitters, legal].flatMap { directory in
            try Repository.files(in: directory, endingWith: ".yaml").map { try Repository.text("\(directory)/\($0)") }
        }
        return (files + [Self.reservedNames]).compactMap {
            CompiledFixture(FixtureFiles($0), emitters: Emitter.all).spec
        }
    }

    @Test("promtool parses every query that any fixture becomes, in dashboards and in release notes")
    func fixtures() throws {
        let products = try products()
        #expect(products.count > 20)
        var queries: Set<String> = []
        for product in products {
            let dashboard = MetricsDashboard(product).dashboard
            for panel in dashboard.rows.flatMap(\.panels) {
                for query in panel.queries { queries.insert(query.expression.description) }
            }
            for variable in dashboard.variables { queries.insert(variable.selector.description) }
            for metric in product.product.metrics {
                for query in ExampleQuery.queries(for: metric) { queries.insert(query.description) }
            }
        }
        #expect(queries.count > 300)
        // Strings may have any variable; a range needs a value.
        let rules = queries.sorted().enumerated().map { index, query in
            ["record": "query:\(index)", "expr": query.replacing("$__rate_interval", with: "1m")]
        }
        let directory = try TemporaryDirectory()
        let groups = ["groups": [RuleGroup(name: "emitted", rules: rules)]]
        try directory.write(json(groups), to: "rules.yml")
        let outcome = try RunningProcess.run("promtool", ["check", "rules", directory.path + "/rules.yml"])
        #expect(outcome.ending == .exited(0), "\(outcome.output)\(outcome.errorOutput)")
    }

    private struct RuleGroup: Encodable {
        let name: String
        let rules: [[String: String]]
    }
}
