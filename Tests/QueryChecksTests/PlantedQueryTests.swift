// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@testable import QueryChecks

@Suite("A query planted in a file")
struct PlantedQueryTests {
    private static let clean = "sum by (branch) (rate(shop_orders_total{outcome=\"paid\"}[5m]))"

    private static let queries: [QueryCase.Query] = {
        do {
            return try Repository.files(in: "Tests/QueryChecksTests/Cases", endingWith: ".txt").flatMap { name in
                QueryCase.queries(in: try RecordedText(path: "Tests/QueryChecksTests/Cases/\(name)").input)
            }
        } catch {
            preconditionFailure("cases can't be read: \(error)")
        }
    }()

    /// What the checks say about a query by itself, with places in the query.
    private func findings(in text: String, of frame: QueryFrame, _ metrics: KnownMetrics) -> [(Rule, Range<Int>)] {
        let source = SourceText(path: "query", text: text)
        let id = SourceID(index: 0)
        let query = ReferencedQuery(
            PlacedString(text, verbatimFrom: 0), templates: frame.templates, use: frame.use)
        let rule = ReferencedRule(.recording, name: PlacedString("recorded:0", verbatimFrom: 0))
        let file = ReferenceFile(.other, queries: [query], rules: [rule])
        return CheckedFile(file, source: source, id: id, metrics: metrics).findings.map {
            ($0.rule, source.offset(of: $0.span.start)..<source.offset(of: $0.span.end))
        }
    }

    @Test(
        "raises in each kind of file what it raises by itself, at the place where it is written",
        arguments: QueryFrame.all)
    func planted(frame: QueryFrame) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(41))
        var (bad, fixed) = (0, 0)
        let id = SourceID(index: 0)
        // Soaking takes each query in each kind of file.
        let number = QueryFrame.all.firstIndex { $0.name == frame.name } ?? 0
        let queries = Self.queries.enumerated().filter { isSoaking || ($0.offset + number) % 4 == 0 }.map(\.element)
        for query in queries {
            guard let planted = WrittenQuery(query.text, frame.notation, using: &generator) else { continue }
            let clean = try #require(WrittenQuery(Self.clean, frame.notation, using: &generator))
            let place = Int.random(in: 0..<3, using: &generator)
            let (source, starts) = frame.file((0..<3).map { $0 == place ? planted : clean })
            let read = ReferenceFile.read(source, id: id)
            let comment: Comment = "\(query.text) in\n\(source.text)"
            try #require(read.queries.count == 3, comment)
            try #require(Array(read.queries[place].string.text.utf8) == planted.decoded, comment)
            let found = CheckedFile(read, source: source, id: id, metrics: query.metrics).findings
            let text = String(decoding: planted.decoded, as: UTF8.self)
            let expected = findings(in: text, of: frame, query.metrics).map { rule, part in
                let range = planted.place(of: part)
                return "\(rule.name) \(range.lowerBound + starts[place])-\(range.upperBound + starts[place])"
            }
            #expect(
                found.map {
                    "\($0.rule.name) \(source.offset(of: $0.span.start))-\(source.offset(of: $0.span.end))"
                } == expected, comment)
            if !expected.isEmpty { bad += 1 }
            for fix in found.flatMap(\.fixes) where fix.isSafe {
                fixed += 1
                let edited = SourceText(path: source.path, text: try #require(source.applying(fix.edits), comment))
                let again = ReferenceFile.read(edited, id: id)
                try #require(again.queries.count == 3, comment)
                for index in 0..<3 where index != place {
                    #expect(again.queries[index].string.text == read.queries[index].string.text, comment)
                }
                #expect(again.queries[place].string.text != read.queries[place].string.text, comment)
            }
        }
        #expect(bad > 0)
        #expect(fixed >= 0)
    }
}
