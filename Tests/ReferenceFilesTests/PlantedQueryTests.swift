// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

/// Files of each kind with a hole where a query stands. A random query is written into it, and has to be read there again.
@Suite("A query in a file of any kind")
struct PlantedQueryTests {
    enum Notation { case json, yaml }

    struct Place: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let notation: Notation
        /// `@` is the query.
        let file: String
    }

    static let places = [
        Place(
            testDescription: "a classic dashboard", path: "a.json", notation: .json,
            file: #"""
                {"title": "\u00e9\\", "panels": [
                  {"type": "row", "title": "é", "panels": [
                    {"type": "graph", "title": "Ünï", "datasource": "Prometheus", "targets": [{"expr": "a"}, {"expr": @, "legendFormat": "x"}]}]}],
                 "templating": {"list": []}}
                """#),
        Place(
            testDescription: "old rows on one line", path: "a.json", notation: .json,
            file: #"{"rows":[{"panels":[{"type":"graph","title":"日本","targets":[{"refId":"A","expr":@}]}]}]}"#),
        Place(
            testDescription: "a v2 dashboard", path: "a.json", notation: .json,
            file: #"""
                {"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": {"title": "x", "elements": {"a": {"kind": "Panel",
                 "spec": {"title": "x", "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {"query":
                 {"kind": "DataQuery", "group": "prometheus", "spec": {"expr": @}}}}]}}}}}, "layout": {}}}
                """#),
        Place(
            testDescription: "an annotation", path: "a.json", notation: .json,
            file: #"{"panels": [], "annotations": {"list": [{"name": "x", "expr": @}]}}"#),
        Place(
            testDescription: "a variable", path: "a.json", notation: .json,
            file:
                #"{"panels": [], "templating": {"list": [{"name": "x", "type": "query", "query": {"query": @, "qryType": 4}}]}}"#
        ),
        Place(
            testDescription: "an alert rule of Grafana in JSON", path: "a.json", notation: .json,
            file:
                #"{"groups": [{"name": "g", "rules": [{"title": "x", "data": [{"refId": "A", "model": {"expr": @}}]}]}]}"#
        ),
        Place(
            testDescription: "Perses in JSON", path: "a.json", notation: .json,
            file: #"""
                {"kind": "Dashboard", "spec": {"panels": {"a": {"kind": "Panel", "spec": {"queries": [{"spec": {"plugin":
                 {"kind": "PrometheusTimeSeriesQuery", "spec": {"query": @}}}}]}}}}}
                """#),
        Place(
            testDescription: "a classic dashboard in YAML", path: "a.yaml", notation: .yaml,
            file: """
                apiVersion: dashboard.grafana.app/v1
                kind: Dashboard
                spec:
                  panels:
                    - type: stat
                      title: é
                      targets:
                        - refId: A
                          expr: @
                          instant: true
                """),
        Place(
            testDescription: "an alert rule of Grafana", path: "a.yaml", notation: .yaml,
            file: """
                groups:
                  - name: g
                    rules:
                      - title: é
                        data:
                          - refId: A
                            model:
                              expr: @
                """),
        Place(
            testDescription: "Perses", path: "a.yaml", notation: .yaml,
            file: """
                kind: Dashboard
                spec:
                  panels:
                    a:
                      spec:
                        queries:
                          - spec:
                              plugin:
                                kind: PrometheusTimeSeriesQuery
                                spec:
                                  query: @
                """),
        Place(
            testDescription: "rules of Prometheus", path: "a.yaml", notation: .yaml,
            file: """
                groups:
                  - name: g
                    rules:
                      - alert: é
                        expr: @
                        for: 5m
                """),
    ]

    @Test("is read at its place", arguments: places)
    func isFound(place: Place) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(20))
        for _ in 0..<(isSoaking ? 2000 : 25) {
            let query = WrittenQuery(place.notation, column: place.column, using: &generator)
            expectFound(query, in: place.file, path: place.path)
        }
    }

    @Test("of a dashboard within a ConfigMap is read at its place", arguments: places.filter { $0.notation == .json })
    func isFoundInConfigMap(place: Place) throws {
        var generator = SeededGenerator(seed: SeededGenerator.seed(21))
        for _ in 0..<(isSoaking ? 500 : 6) {
            let query = WrittenQuery(.json, column: 0, using: &generator)
            let lines = place.file.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }
                .joined()
            let before = "kind: ConfigMap\ndata:\n  é.json: "
            expectFound(query, in: before + "|\n\(lines)  z: y\n", path: "a.yaml")
            // In single quotes, what JSON says is written as it is, on one line.
            let line = place.file.replacing("\n", with: " ")
            expectFound(query, in: before + "'\(line)'\n", path: "a.yaml")
        }
    }

    private func expectFound(
        _ query: WrittenQuery, in file: String, path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let hole = file.utf8.firstIndex(of: UInt8(ascii: "@")) ?? file.endIndex
        let text = file.replacing("@", with: query.written)
        let start = file.utf8.distance(from: file.startIndex, to: hole)
        var sources = SourceCollection()
        let source = SourceText(path: path, text: text)
        let id = sources.add(source)
        let read = ReferenceFile.read(source, id: id)
        guard let found = read.queries.last(where: { $0.string.text == query.meant }) else {
            Issue.record("not found: \(query.meant) in\n\(text)", sourceLocation: sourceLocation)
            return
        }
        for (offset, place) in query.places.enumerated() {
            let range = found.string.range(of: offset..<offset + 1, in: source)
            #expect(
                range == place.lowerBound + start..<place.upperBound + start,
                "byte \(offset) of \(query.meant) in\n\(text)",
                sourceLocation: sourceLocation)
        }
    }
}

extension PlantedQueryTests.Place {
    /// What the line of the hole is indented by.
    fileprivate var column: Int {
        file.split(separator: "\n").first { $0.contains("@") }?.prefix { $0 == " " || $0 == "-" }.count ?? 0
    }
}

/// A query that is put together from pieces, so where each byte of it is written is known without a reader.
private struct WrittenQuery {
    private(set) var written = ""
    private(set) var meant = ""
    /// Of each byte, from the start of what is written.
    private(set) var places: [Range<Int>] = []

    init(_ notation: PlantedQueryTests.Notation, column: Int, using generator: inout SeededGenerator) {
        switch notation {
        case .json: quoted(Self.json, using: &generator)
        case .yaml where Bool.random(using: &generator): quoted(Self.yaml, using: &generator)
        case .yaml: block(column: column, using: &generator)
        }
    }

    private static let plain = ["x", "rate(", ")", "{a=~", "}", "[5m]", " + ", "é", "😀", "$job", "1e9"].map { ($0, $0) }
    private static let json =
        plain + [
            (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\t"#, "\t"), (#"\n"#, "\n"), (#"\u0041"#, "A"),
            (#"\u00e9"#, "é"), (#"\ud83d\ude00"#, "😀"), (#"\u003c"#, "<"),
        ]
    private static let yaml =
        plain + [
            (#"\""#, "\""), (#"\\"#, "\\"), (#"\t"#, "\t"), (#"\n"#, "\n"), (#"\x41"#, "A"), (#"\u00e9"#, "é"),
            (#"\U0001F600"#, "😀"),
        ]

    private mutating func quoted(_ pieces: [(String, String)], using generator: inout SeededGenerator) {
        written = "\""
        add("shop")
        for _ in 0..<Int.random(in: 1...10, using: &generator) {
            let (written, meant) = pieces.randomElement(using: &generator) ?? ("a", "a")
            add(written, meaning: meant)
        }
        add(")")
        written += "\""
    }

    private mutating func block(column: Int, using generator: inout SeededGenerator) {
        let isFolded = Bool.random(using: &generator)
        written = isFolded ? ">-\n" : "|-\n"
        let indentation = String(repeating: " ", count: column + 2)
        for number in 0..<Int.random(in: 1...4, using: &generator) {
            if number > 0 {
                let place = written.utf8.count..<written.utf8.count + 1
                written += "\n"
                meant += isFolded ? " " : "\n"
                places.append(place)
            }
            written += indentation
            add("shop")
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                let (piece, _) = Self.plain.randomElement(using: &generator) ?? ("a", "a")
                add(piece)
            }
            add(")")
        }
    }

    private mutating func add(_ text: String, meaning decoded: String? = nil) {
        let meaning = decoded ?? text
        let start = written.utf8.count
        written += text
        meant += meaning
        for offset in 0..<meaning.utf8.count {
            places.append(
                meaning == text ? start + offset..<start + offset + 1 : start..<start + text.utf8.count)
        }
    }
}
