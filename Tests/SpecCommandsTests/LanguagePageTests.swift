// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecPipeline
import SpecTestSupport
import TestSupport
import Testing

@testable import SpecChecks
@testable import SpecEmitters
@testable import SpecLanguage

/// `docs/language.md` has everything that the language has, and nothing that it hasn't. That its examples compile is
/// seen to where the other pages' are.
@Suite("The page about the language")
struct LanguagePageTests {
    private struct Row {
        let cells: [String]
        /// The words in backquotes in the first cell: the keys or values that the row is about.
        var names: [String] { Self.code(in: cells[0]) }
        var text: String { cells.dropFirst().joined(separator: " | ") }

        /// Whether the words in backquotes after the first cell include this one.
        func mentions(_ word: String) -> Bool {
            Self.code(in: text).contains { code in
                code == word || code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains(Substring(word))
            }
        }

        private static func code(in text: String) -> [String] { text.matches(of: /`([^`]+)`/).map { String($0.1) } }
    }

    private let lines: [Substring]

    init() throws {
        lines = try Repository.text("docs/language.md").split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The rows of the table whose heading begins with a cell; none where there is no such table.
    private func rows(under heading: String) -> [Row] {
        let isHeading = zip(lines, lines.dropFirst()).map { $0.hasPrefix("| \(heading) |") && $1.hasPrefix("|--") }
        guard let start = isHeading.firstIndex(of: true) else { return [] }
        return lines[start...].prefix { $0.hasPrefix("|") }.dropFirst(2).map { line in
            Row(
                cells: line.dropFirst().dropLast().components(separatedBy: "|")
                    .map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    // MARK: Keys

    @Test("says each key of each mapping, and which ones are required")
    func keys() {
        var reported: Set<String> = []
        check(FileKeys.table(OutputDeclarations(Emitter.all.map(\.declaration))), &reported)
        check(LocaleKeys.table, &reported)
        #expect(reported.count >= 25)
    }

    /// A mapping has a table of its own on the page.
    private func check(_ table: KeyTable, _ reported: inout Set<String>) {
        reported.insert(table.subject.indefinite)
        let rows = rows(under: "key of \(table.subject.indefinite)")
        #expect(rows.flatMap(\.names).sorted() == table.keys.map(\.name).sorted(), "\(table.subject.indefinite)")
        for key in table.keys {
            guard let row = rows.first(where: { $0.names.contains(key.name) }) else { continue }
            #expect(
                row.text.hasPrefix("required") == (key.isRequired || key.partner.map(table.has) == true),
                "\(key.name) of \(table.subject.indefinite)")
            check(key, in: row, &reported)
        }
    }

    /// What a key takes is said in its row, or in a table of its own.
    private func check(_ key: KeyDescription, in row: Row, _ reported: inout Set<String>) {
        for choices in choices(of: key.shape) {
            let values = rows(under: "`\(key.name)`").flatMap(\.names)
            if !choices.allSatisfy(row.mentions) { #expect(values == choices, "\(key.name)") }
        }
        for table in mappings(in: key.shape) where !reported.contains(table.subject.indefinite) {
            guard rows(under: "key of \(table.subject.indefinite)").isEmpty else {
                check(table, &reported)
                continue
            }
            reported.insert(table.subject.indefinite)
            for inner in table.keys {
                #expect(
                    row.mentions(inner.name), "\(inner.name) of \(table.subject.indefinite), in the row of \(key.name)")
                check(inner, in: row, &reported)
            }
        }
    }

    private func mappings(in shape: ValueShape) -> [KeyTable] {
        switch shape {
        case .text, .integer, .number, .boolean, .choice: []
        case .list(let element), .entries(let element, _): mappings(in: element)
        case .anyOf(let shapes): shapes.flatMap(mappings)
        case .mapping(let table): [table()]
        }
    }

    private func choices(of shape: ValueShape) -> [[String]] {
        switch shape {
        case .text, .integer, .number, .boolean, .mapping: []
        case .choice(let choices): [choices]
        case .list(let element), .entries(let element, _): choices(of: element)
        case .anyOf(let shapes): shapes.flatMap(choices)
        }
    }

    // MARK: Values

    /// The metrics of a spec that has these, and the label `till`.
    private func metrics(_ lines: [String]) throws -> [Metric] {
        let spec = """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels: {till: {help: Which., values: [left]}}
            groups:
              all:
                metrics:
            \(lines.map { "      " + $0 }.joined(separator: "\n"))
            """
        return try #require(CompiledFixture(FixtureFiles(spec), emitters: []).product).metrics
    }

    @Test("says of each unit what it is")
    func units() throws {
        let rows = rows(under: "`unit`")
        try #require(rows.map(\.names) == Unit.languageUnits.map { [$0.name] })
        let metrics = try metrics(
            Unit.languageUnits.map { "a_\($0.name): {type: gauge, help: A gauge., unit: \($0.name)}" })
        for ((unit, metric), row) in zip(zip(Unit.languageUnits, metrics), rows) {
            let ending = unit.isMeasure ? unit.nameSuffix.map { "`_\($0)`" } : nil
            let grafana = GrafanaUnit(of: metric)
            try #require(row.cells.count == 5, "\(unit)")
            #expect(row.cells[1] == ending ?? "–")
            let base = row.cells[2].split(separator: " ")
            #expect(base.last.map(String.init) == "`\(unit.base.unit.name)`", "\(unit)")
            #expect(base.count == 1 ? unit.isBase : Double(base[0]) == unit.base.factor, "\(unit)")
            #expect(row.cells[3] == "`\(grafana.level)`", "\(unit)")
            #expect(row.cells[4] == (grafana.rate == "cps" ? "" : "`\(grafana.rate)`"), "\(unit)")
        }
    }

    @Test("says of each mode what it shows; each `live` one comes after what it is without the ended processes")
    func modes() throws {
        let rows = rows(under: "`multiprocess`")
        try #require(rows.map(\.names) == MultiprocessMode.allCases.map { [$0.rawValue] })
        var plain: Row?
        for row in rows {
            guard row.names[0].hasPrefix("live") else {
                plain = row
                continue
            }
            #expect(row.names[0] == "live" + (plain?.names[0] ?? ""))
            #expect(row.text == "the same without processes that have ended")
        }
    }

    @Test("says of each kind of panel which metrics it can show")
    func panels() throws {
        let metrics = try metrics([
            "a: {type: counter, help: A.}", "b: {type: gauge, help: B., unit: ratio}",
            "c: {type: histogram, help: C., buckets: [1]}", "d: {type: summary, help: D.}",
            "e: {type: info, help: E., labels: till}", "f: {type: stateset, help: F., states: [on]}",
            "g: {type: gaugehistogram, help: G., buckets: [1]}", "h: {type: unknown, help: H.}",
        ])
        try #require(metrics.map(\.kind) == MetricKind.allCases)
        for row in rows(under: "`kind`") {
            let kind = try #require(Panel.Kind(rawValue: row.names[0]))
            let words = row.cells[2].prefix { $0 != ";" }.split { !$0.isLetter }.map(String.init)
            let shown = metrics.filter { MetricPanel($0).choice.fitting.contains(kind) }.map(\.kind)
            #expect(words.compactMap(MetricKind.init) == shown, "\(kind)")
        }
    }
}
