// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PromQLSyntax
import TestSupport
import Testing

@Suite("Other readers of PromQL")
struct PromQLReaderTests {
    private struct Case: Encodable {
        struct Feature: Encodable {
            let release: [Int]
            let flag: String?
            let stable: [Int]?
            let before: [Int]?
        }

        let query: String
        let accepted: Bool
        let features: [Feature]
        /// Nil where nobody is asked how they print the query.
        let multiline: String?

        init(_ query: String, isPrinted: Bool) {
            let reading = PromQLReading(query)
            self.query = query
            accepted = reading.findings.isEmpty
            features = reading.features.map { use in
                Feature(
                    release: [use.feature.release.major, use.feature.release.minor], flag: use.feature.flag,
                    stable: use.feature.stable.map { [$0.major, $0.minor] },
                    before: use.feature.renaming.map { [$0.release.major, $0.release.minor] })
            }
            multiline = isPrinted ? reading.expression.multiline : nil
        }
    }

    private static let fixtures = "Tests/IntegrationTests/Fixtures/PromQL"

    /// Written by hand, one for each thing that a reader can get wrong.
    private func collected() throws -> [String] {
        let text = try Repository.text("\(Self.fixtures)/queries.json")
        return try JSONDecoder().decode([String].self, from: Data(text.utf8))
    }

    private func unique(_ queries: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return queries.filter { seen.insert(Array($0.utf8)).inserted }
    }

    @Test("accept and refuse the same queries, and Prometheus prints the same text")
    func agreement() throws {
        let seed = SeededGenerator.seed(1)
        var texts = RandomQueryTexts(generator: SeededGenerator(seed: seed))
        let valid = unique((0..<1400).map { texts.query(depth: $0 % 4) })
        var faulty: [String] = []
        for fault in RandomQueryTexts.Fault.allCases {
            let queries = unique((0..<40).map { _ in texts.faulty(fault) }).prefix(22)
            #expect(queries.count >= 10, "\(fault)")
            faulty += queries
        }
        let collected = try collected()
        let queries = unique(collected + valid + faulty)
        let cases = queries.enumerated().map { Case($1, isPrinted: $0 < collected.count || $0 % 4 == 0) }
        #expect(cases.count >= 2000)
        #expect(cases.count { !$0.accepted } * 3 >= cases.count, "\(cases.count { !$0.accepted }) of \(cases.count)")
        for query in faulty { #expect(!PromQLReading(query).findings.isEmpty, "\(query)") }

        let directory = try TemporaryDirectory()
        try directory.write(String(decoding: JSONEncoder().encode(cases), as: UTF8.self), to: "cases.json")
        let fixtures = Repository.root.appending(path: "\(Self.fixtures)/disagreements.json").path(
            percentEncoded: false)
        let promtools = Repository.root.appending(path: ".build/debian").path(percentEncoded: false)
        let outcome = try Judge.python(
            "promql_readers.py", [directory.path + "/cases.json", fixtures, promtools])
        print(outcome.output.split(separator: "\n").filter { !$0.contains(" on ") }.joined(separator: "\n"))
        #expect(outcome.ending == .exited(0))
        #expect(
            outcome.output.hasSuffix("\n0 faults\n"), "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
    }

    @Test("printing is a fixed point, and its result the same tree for a reader")
    func fixedPoint() throws {
        var texts = RandomQueryTexts(generator: SeededGenerator(seed: SeededGenerator.seed(2)))
        let queries = try collected() + (0..<2000).map { texts.query(depth: $0 % 5) }
        for query in queries {
            let reading = PromQLReading(query)
            guard reading.findings.isEmpty else { continue }
            for text in [reading.expression.canonical, reading.expression.multiline, reading.expression.description] {
                let again = PromQLReading(text)
                #expect(again.findings.isEmpty, "\(query) printed as \(text)")
                #expect(again.expression.canonical == reading.expression.canonical, "\(query) printed as \(text)")
                #expect(again.expression.multiline == reading.expression.multiline, "\(query) printed as \(text)")
                #expect(again.type == reading.type, "\(query)")
            }
        }
    }
}
