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

    /// Queries that only their panels make wrong, and the rules that say so.
    private static let panelQueries = QueryCase.queries(
        in: """
            @unit ms
            histogram_quantile(0.9, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            @unit
            @legend {{branch}} of {{outcome}}
            sum by (branch) (rate(shop_orders_total[5m]))
            @legend
            @title Latency at the door
            sum(rate(shop_door_seconds_count[5m]))
            @title Time to the door "now" (ms)
            histogram_quantile(0.9, sum by (le) (rate(shop_door_seconds_bucket[5m])))
            """)

    private static let panelRules: Set<String> = [
        "panel-unit-mismatch", "missing-legend-label", "sum-and-count-mixed-up", "title-unit-mismatch",
    ]

    /// What the checks say about a query by itself, with places in its strings.
    private func findings(in strings: PlantedStrings, of frame: QueryFrame, _ metrics: KnownMetrics) -> [FoundPart] {
        let id = SourceID(index: 0)
        let (source, query) = strings.byItself(in: frame)
        let rule = ReferencedRule(.recording, name: PlacedString("recorded:0", verbatimFrom: 0))
        let file = ReferenceFile(.other, queries: [query], rules: [rule])
        return CheckedFile(file, source: source, id: id, metrics: metrics).findings.map { finding in
            strings.part(source.offset(of: finding.span.start)..<source.offset(of: finding.span.end), finding.rule.name)
        }
    }

    @Test(
        "raises in each kind of file what it raises by itself, at the place where it is written",
        arguments: QueryFrame.all)
    func planted(frame: QueryFrame) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(41))
        var (bad, fixed) = (0, 0)
        var shown: Set<String> = []
        let id = SourceID(index: 0)
        // Soaking takes each query in each kind of file.
        let number = QueryFrame.all.firstIndex { $0.name == frame.name } ?? 0
        var queries = Self.queries.enumerated().filter { isSoaking || ($0.offset + number) % 6 == 0 }.map(\.element)
        if case .panel = frame.use { queries += Self.panelQueries }
        for query in queries {
            guard let planted = PlantedStrings(query, in: frame, using: &generator) else { continue }
            let clean = try #require(WrittenQuery(Self.clean, frame.notation, using: &generator))
            let place = Int.random(in: 0..<3, using: &generator)
            var strings = Dictionary(uniqueKeysWithValues: (0..<3).map { ("\($0)", clean) })
            for (mark, written) in planted.written { strings["\(mark)\(place)"] = written }
            let (source, starts) = frame.file(strings)
            let read = ReferenceFile.read(source, id: id)
            let comment: Comment = "\(query.text) in\n\(source.text)"
            try #require(read.queries.count == 3, comment)
            try #require(Array(read.queries[place].string.text.utf8) == planted.written[""]?.decoded, comment)
            let found = CheckedFile(read, source: source, id: id, metrics: query.metrics).findings
            let expected = try findings(in: planted, of: frame, query.metrics).map { part in
                let range = try #require(planted.written[part.mark]).place(of: part.range)
                let start = try #require(starts["\(part.mark)\(place)"])
                return "\(part.rule) \(range.lowerBound + start)-\(range.upperBound + start)"
            }
            // A panel may have its legend before its query.
            #expect(
                found.map {
                    "\($0.rule.name) \(source.offset(of: $0.span.start))-\(source.offset(of: $0.span.end))"
                }.sorted() == expected.sorted(), comment)
            if !expected.isEmpty { bad += 1 }
            shown.formUnion(found.map(\.rule.name))
            for fix in found.flatMap(\.fixes) where fix.isSafe {
                fixed += 1
                let edited = SourceText(path: source.path, text: try #require(source.applying(fix.edits), comment))
                let again = ReferenceFile.read(edited, id: id)
                try #require(again.queries.count == 3, comment)
                for index in 0..<3 where index != place {
                    #expect(again.queries[index].string.text == read.queries[index].string.text, comment)
                }
                #expect(
                    again.queries[place].string.text != read.queries[place].string.text
                        || again.queries[place].unit != read.queries[place].unit, comment)
            }
        }
        #expect(bad > 0)
        #expect(fixed >= 0)
        if case .panel(let isGrafana) = frame.use {
            // A panel of Perses without a unit has no format at all, and those of the frame have one.
            #expect(
                shown.isSuperset(of: isGrafana ? Self.panelRules : Self.panelRules.subtracting(["title-unit-mismatch"]))
            )
        }
    }
}

/// A part of one of the strings of a planted query, and the rule that found it.
private struct FoundPart {
    let rule: String
    let mark: String
    let range: Range<Int>
}

/// A query and, in a panel, its title, its unit and its legend, as a file has them.
private struct PlantedStrings {
    /// By the mark in the frame, without its number: the query's is empty.
    private(set) var written: [String: WrittenQuery] = [:]
    private let query: QueryCase.Query
    private let unit: String?

    /// Nil where the notation of the frame can't have the query.
    init?(_ query: QueryCase.Query, in frame: QueryFrame, using generator: inout SeededGenerator) {
        self.query = query
        guard let text = WrittenQuery(query.text, frame.notation, using: &generator) else { return nil }
        written[""] = text
        guard case .panel(let isGrafana) = frame.use else {
            unit = nil
            return
        }
        unit = query.panel.type == "heatmap" ? nil : query.panel.unit?.text
        let shownUnit = unit.flatMap { isGrafana ? $0 : Self.unitsOfPerses[$0] }
        for (mark, text) in [
            ("title", query.panel.title?.text), ("unit", shownUnit), ("legend", query.panel.legend?.text),
        ] {
            written[mark] = text.flatMap { WrittenQuery($0, frame.notation, using: &generator) }
        }
    }

    private static let unitsOfPerses = [
        "s": "seconds", "ms": "milliseconds", "percent": "percent", "percentunit": "percent-decimal", "bytes": "bytes",
        "bps": "decbits/sec", "reqps": "requests/sec",
    ]

    /// The text of each string, in the order in which `byItself` has them, each on a line.
    private var lines: [(mark: String, text: String)] {
        ["", "title", "legend"].map { mark in
            (mark, String(decoding: written[mark]?.decoded ?? [], as: UTF8.self))
        }
    }

    func byItself(in frame: QueryFrame) -> (SourceText, ReferencedQuery) {
        var placed: [PlacedString] = []
        var offset = 0
        for line in lines {
            placed.append(PlacedString(line.text, verbatimFrom: offset))
            offset += line.text.utf8.count + 1
        }
        let use: ReferencedQuery.Use
        switch frame.use {
        case .other(let other): use = other
        case .panel(let isGrafana):
            let unit = written["unit"] == nil ? nil : unit
            use = .panel(
                PanelUse(
                    type: "timeseries", title: placed[1], unit: unit.map { PlacedString($0, verbatimFrom: 0) },
                    legend: placed[2].text.isEmpty ? nil : placed[2],
                    isWithoutUnit: isGrafana && unit.map { ["short", "none"].contains($0) } ?? true))
        }
        let source = SourceText(path: "query", text: lines.map(\.text).joined(separator: "\n"))
        return (source, ReferencedQuery(placed[0], templates: frame.templates, use: use, title: placed[1].text))
    }

    func part(_ range: Range<Int>, _ rule: String) -> FoundPart {
        var offset = 0
        for line in lines {
            let end = offset + line.text.utf8.count
            if range.lowerBound <= end {
                return FoundPart(
                    rule: rule, mark: line.mark, range: range.lowerBound - offset..<range.upperBound - offset)
            }
            offset = end + 1
        }
        return FoundPart(rule: rule, mark: "", range: range)
    }
}

extension ReferencedQuery {
    /// The unit of its panel.
    fileprivate var unit: String? {
        if case .panel(let panel) = use { panel.unit?.text } else { nil }
    }
}
