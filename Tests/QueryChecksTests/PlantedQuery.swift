// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import TestSupport
import Testing

@testable import QueryChecks

/// A query as a kind of file writes it: what is written, what it says, and where each byte of that is. None of this
/// comes from a reader.
struct WrittenQuery {
    private(set) var written: [UInt8] = []
    private(set) var decoded: [UInt8] = []
    /// For each byte of the decoded query, the bytes of `written` that stand for it.
    private(set) var places: [Range<Int>] = []

    enum Notation: Sendable {
        case verbatim, json, plain, single, double
        /// On several lines, each of which begins with this.
        case literal(String), folded(String)
        /// A JSON string in a literal scalar or in single quotes.
        case jsonInSingle
    }

    /// Nil where the notation can't have such a query.
    init?(_ query: String, _ notation: Notation, using generator: inout SeededGenerator) {
        var quote: UInt8?
        var isEscaped = false
        for byte in query.utf8 {
            let isInString = quote != nil
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), isInString, quote != UInt8(ascii: "`") {
                isEscaped = true
            } else if let open = quote {
                if byte == open { quote = nil }
            } else if "\"'`".utf8.contains(byte) {
                quote = byte
            }
            switch notation {
            case .json: add(byte, written: Self.json(byte))
            case .double: add(byte, written: Self.json(byte))
            case .single: add(byte, written: byte == UInt8(ascii: "'") ? [byte, byte] : [byte])
            case .jsonInSingle:
                add(byte, written: Self.json(byte).flatMap { $0 == UInt8(ascii: "'") ? [$0, $0] : [$0] })
            case .literal(let start), .folded(let start):
                if byte == 0x20, !isInString, !decoded.isEmpty, Int.random(in: 0..<3, using: &generator) == 0 {
                    let isFolded = if case .folded = notation { true } else { false }
                    add(isFolded ? byte : 0x0A, written: [0x0A])
                    written += start.utf8
                } else {
                    add(byte, written: [byte])
                }
            case .verbatim, .plain: add(byte, written: [byte])
            }
        }
        if case .plain = notation {
            guard let first = query.utf8.first, !"{[\"'`#&*!|>%@-?:,".utf8.contains(first), !query.contains(": "),
                !query.contains(" #"), query.utf8.last != UInt8(ascii: ":")
            else { return nil }
        }
        // Spaces at the start of a line keep it apart.
        if query.contains("  ") { return nil }
    }

    private static func json(_ byte: UInt8) -> [UInt8] {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
    }

    private mutating func add(_ byte: UInt8, written bytes: [UInt8]) {
        decoded.append(byte)
        places.append(written.count..<written.count + bytes.count)
        written += bytes
    }

    /// Where a part of the decoded query is written.
    func place(of part: Range<Int>) -> Range<Int> {
        let start = part.lowerBound < places.count ? places[part.lowerBound].lowerBound : written.count
        return start..<(part.isEmpty ? start : places[part.upperBound - 1].upperBound)
    }
}

/// A clean file of one kind, in which queries can be planted.
struct QueryFrame: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let notation: WrittenQuery.Notation
    /// The queries of the file are where `#0#`, `#1#` and `#2#` are. Where the file has panels, theirs are `#title0#`,
    /// `#unit0#`, `#legend0#` and so on.
    let text: String
    let templates: PromQLTemplates
    let use: Use

    enum Use: Sendable {
        /// In panels whose units are Grafana's or, if not, those of Perses.
        case panel(isGrafana: Bool)
        case other(ReferencedQuery.Use)
    }

    var testDescription: String { name }

    /// A file with strings in the place of its marks, and where each of them begins. Other marks become empty strings.
    func file(_ strings: [String: WrittenQuery]) -> (source: SourceText, starts: [String: Int]) {
        var bytes: [UInt8] = []
        var starts: [String: Int] = [:]
        var position = text.startIndex
        for mark in text.matches(of: /#((?:title|unit|legend)?[0-2])#/) {
            bytes += text[position..<mark.range.lowerBound].utf8
            starts[String(mark.1)] = bytes.count
            bytes += strings[String(mark.1)]?.written ?? []
            position = mark.range.upperBound
        }
        bytes += text[position...].utf8
        return (SourceText(path: path, bytes: bytes), starts)
    }

    private static func panels(_ panel: (Int) -> String) -> String { (0..<3).map(panel).joined(separator: ", ") }

    private static let classic =
        "{\"title\": \"é\", \"panels\": [\(panels { "{\"type\": \"timeseries\", \"title\": \"#title\($0)#\", \"datasource\": {\"type\": \"prometheus\"}, \"fieldConfig\": {\"defaults\": {\"unit\": \"#unit\($0)#\"}, \"overrides\": []}, \"targets\": [{\"legendFormat\": \"#legend\($0)#\", \"expr\": \"#\($0)#\"}]}" })]}"

    private static func rules(_ expression: (Int) -> String, before: String = "") -> String {
        "groups:\n  - name: é\n    rules:\n"
            + (0..<3).map { "      - record: recorded:\($0)\n        expr: \(expression($0))\n" }.joined()
    }

    private static func indented(_ text: String, by start: String) -> String {
        text.split(separator: "\n").map { start + $0 + "\n" }.joined()
    }

    static let all: [QueryFrame] = [
        QueryFrame(
            name: "classic dashboard", path: "a.json", notation: .json, text: classic, templates: .grafana,
            use: .panel(isGrafana: true)),
        QueryFrame(
            name: "dashboard of v2", path: "a.json", notation: .json,
            text:
                "{\"apiVersion\": \"dashboard.grafana.app/v2\", \"kind\": \"Dashboard\", \"spec\": {\"title\": \"é\", \"layout\": {}, \"elements\": {\(panels { "\"p\($0)\": {\"kind\": \"Panel\", \"spec\": {\"title\": \"#title\($0)#\", \"vizConfig\": {\"kind\": \"VizConfig\", \"group\": \"timeseries\", \"spec\": {\"fieldConfig\": {\"defaults\": {\"unit\": \"#unit\($0)#\"}}}}, \"data\": {\"kind\": \"QueryGroup\", \"spec\": {\"queries\": [{\"kind\": \"PanelQuery\", \"spec\": {\"query\": {\"kind\": \"DataQuery\", \"group\": \"prometheus\", \"spec\": {\"legendFormat\": \"#legend\($0)#\", \"expr\": \"#\($0)#\"}}}}]}}}}" })}}}",
            templates: .grafana, use: .panel(isGrafana: true)),
        QueryFrame(
            name: "dashboard in a ConfigMap", path: "a.yaml", notation: .json,
            text: "kind: ConfigMap\ndata:\n  é.json: |\n    \(classic)\n", templates: .grafana,
            use: .panel(isGrafana: true)),
        QueryFrame(
            name: "dashboard in quotes in a ConfigMap", path: "a.yaml", notation: .jsonInSingle,
            text: "kind: ConfigMap\ndata:\n  é.json: '\(classic)'\n", templates: .grafana, use: .panel(isGrafana: true)),
        QueryFrame(
            name: "rules in plain scalars", path: "a.yaml", notation: .plain, text: rules { "#\($0)#" },
            templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "rules in single quotes", path: "a.yaml", notation: .single, text: rules { "'#\($0)#'" },
            templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "rules in double quotes", path: "a.yaml", notation: .double,
            text: rules { "&a\($0) \"#\($0)#\" # é" },
            templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "rules in literal scalars", path: "a.yaml", notation: .literal("          "),
            text: rules { "|-\n          #\($0)#" }, templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "rules in folded scalars", path: "a.yaml", notation: .folded("          "),
            text: rules { ">-\n          #\($0)#" }, templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "PrometheusRule in a list", path: "a.yaml", notation: .single,
            text: "kind: List\nitems:\n  - kind: PrometheusRule\n    spec:\n"
                + indented(rules { "'#\($0)#'" }, by: "      "), templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "rules in a ConfigMap", path: "a.yaml", notation: .literal("              "),
            text: "kind: ConfigMap\ndata:\n  é.yaml: |\n"
                + indented(rules { "|-\n          #\($0)#" }, by: "    "), templates: .actions, use: .other(.rule(0))),
        QueryFrame(
            name: "alerts of Grafana", path: "a.yaml", notation: .literal("                "),
            text: "apiVersion: 1\ngroups:\n  - name: é\n    rules:\n"
                + (0..<3).map {
                    "      - title: a\($0)\n        condition: A\n        for: 5m\n        data:\n          - refId: A\n            model:\n              datasource: {type: prometheus}\n              expr: |-\n                #\($0)#\n"
                }.joined(), templates: .grafana, use: .other(.grafanaRule(0))),
        QueryFrame(
            name: "dashboard of Perses", path: "a.yaml", notation: .double,
            text: "kind: Dashboard\nmetadata: {name: é}\nspec:\n  panels:\n"
                + (0..<3).map {
                    "    p\($0):\n      kind: Panel\n      spec:\n        display: {name: \"#title\($0)#\"}\n        plugin:\n          kind: TimeSeriesChart\n          spec: {yAxis: {format: {unit: \"#unit\($0)#\"}}}\n        queries:\n          - kind: TimeSeriesQuery\n            spec:\n              plugin:\n                kind: PrometheusTimeSeriesQuery\n                spec:\n                  seriesNameFormat: \"#legend\($0)#\"\n                  query: \"#\($0)#\"\n"
                }.joined(), templates: .grafana, use: .panel(isGrafana: false)),
        QueryFrame(
            name: "blocks of a page", path: "a.md", notation: .verbatim,
            text: (0..<3).map { "é\n\n```promql\n#\($0)#\n```\n" }.joined(), templates: .grafana,
            use: .other(.page(PageUse()))),
        QueryFrame(
            name: "quotation in a list of a page", path: "a.md", notation: .verbatim,
            text: (0..<3).map { "- é\n\n  > ~~~promql\n  > #\($0)#\n  > ~~~\n" }.joined(), templates: .grafana,
            use: .other(.page(PageUse()))),
        QueryFrame(
            name: "rules in a quotation of a page", path: "a.md", notation: .literal(">           "),
            text: "> ```yaml\n" + indented(rules { "|-\n          #\($0)#" }, by: "> ") + "> ```\n",
            templates: .actions, use: .other(.rule(0))),
    ]
}
