// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import QueryChecks
import QueryMeaning
import SpecDiagnostics
import SpecJSON

/// A query with what each of its parts means.
struct ExplainedQuery {
    let text: String
    let reading: PromQLReading
    let meaning: QueryMeaning
    let findings: [Finding]

    init(_ text: String, metrics: KnownMetrics, addingTo sources: inout SourceCollection) {
        self.text = text
        reading = PromQLReading(text, templates: .grafana)
        meaning = QueryMeaning(reading.expression, metrics: metrics)
        let source = SourceText(path: "query", text: text)
        let id = sources.add(source)
        findings = reading.findings.map { InvalidQuery.finding($0, in: source, id: id) }
    }

    /// In the order in which people read them: each before those that it contains.
    private var nodes: [QueryMeaning.Node] {
        meaning.nodes.enumerated().sorted { one, other in
            let (left, right) = (one.element.expression.span, other.element.expression.span)
            if left.start != right.start { return left.start < right.start }
            return left.end != right.end ? left.end > right.end : one.offset > other.offset
        }.map(\.element)
    }

    // MARK: Text

    /// The tree, with one expression after the other: what it is, and below it what is known of its result.
    var outline: String {
        var lines: [String] = []
        var open: [PromQLSpan] = []
        for node in nodes {
            let span = node.expression.span
            while let last = open.last, last.end < span.end || last.end <= span.start { open.removeLast() }
            let indentation = String(repeating: "  ", count: open.count)
            open.append(span)
            lines.append(indentation + Self.shortened(node.expression.canonical))
            lines += Self.description(of: node.result).map { "\(indentation)    \($0)" }
        }
        for use in reading.features {
            let flag = use.feature.flag.map { ", with --enable-feature=\($0)" } ?? ""
            lines.append("needs Prometheus \(use.feature.release)\(flag): \(use.feature.name)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func shortened(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count <= 100 ? line : "\(line.prefix(60)) ... \(line.suffix(35))"
    }

    private static func description(of result: QueryResult) -> [String] {
        var first = result.type == .unknown ? "of a type that isn't known" : "a \(result.type.rawValue)"
        if !result.metrics.isEmpty { first += " of " + result.metrics.joined(separator: ", ") }
        if result.unit != .unknown, result.unit != .number { first += ", in \(result.unit)" }
        guard result.mayHaveSeries else { return [first] }
        let labels = result.labels
        var parts: [String] = []
        if !labels.certain.isEmpty { parts.append("always " + labels.certain.sorted().joined(separator: ", ")) }
        if let possible = labels.possible {
            if !possible.isEmpty { parts.append("perhaps " + possible.sorted().joined(separator: ", ")) }
            parts.append(parts.isEmpty ? "none" : "no others")
        } else {
            parts.append(labels.elsewhere.isEmpty ? "perhaps any other" : "perhaps any that the spec doesn't declare")
            if !labels.lost.isEmpty { parts.append("never " + labels.lost.sorted().joined(separator: ", ")) }
        }
        return [first, "labels: " + parts.joined(separator: "; ")]
    }

    // MARK: JSON

    /// Offsets and lengths count Unicode scalars.
    func document(diagnostics: JSONValue) -> JSONValue {
        let offsets = scalarOffsets
        return [
            "query": .string(text),
            "diagnostics": diagnostics,
            "canonical": .string(reading.expression.canonical),
            "multiline": .string(reading.expression.multiline),
            "nodes": .array(nodes.map { document($0, offsets) }),
            "features": .array(
                reading.features.map { use in
                    [
                        "name": .string(use.feature.name), "release": .string("\(use.feature.release)"),
                        "flag": .string(orNull: use.feature.flag),
                    ]
                }),
        ]
    }

    private func document(_ node: QueryMeaning.Node, _ offsets: [Int]) -> JSONValue {
        let range = node.expression.span.range
        let start = offsets[range.lowerBound]
        let labels = node.result.labels
        return [
            "offset": .integer(start),
            "length": .integer(offsets[range.upperBound] - start),
            "type": .string(node.result.type.rawValue),
            "metrics": .array(node.result.metrics.map(JSONValue.string)),
            "certain": names(labels.certain),
            "possible": labels.possible.map(names) ?? .null,
            "impossible": names(labels.impossible),
            "unit": .string(node.result.unit.description),
        ]
    }

    private func names(_ labels: Set<String>) -> JSONValue { .array(labels.sorted().map(JSONValue.string)) }

    /// For each byte of the query, and for its end, how many Unicode scalars begin before it.
    private var scalarOffsets: [Int] {
        var count = 0
        return text.utf8.map { byte in
            defer { if byte & 0xC0 != 0x80 { count += 1 } }
            return count
        } + [text.unicodeScalars.count]
    }
}
