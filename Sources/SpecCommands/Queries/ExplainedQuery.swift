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
    /// The names of series that neither a spec nor a catalogue declares, once each; none without a spec.
    private let unknownNames: [String]

    init(_ text: String, metrics: KnownMetrics, addingTo sources: inout SourceCollection) {
        self.text = text
        reading = PromQLReading(text, templates: .grafana)
        meaning = QueryMeaning(reading.expression, metrics: metrics)
        var unknown: [String] = []
        if metrics.releaseLine != nil {
            for name in reading.expression.selectors.flatMap({ $0.names ?? [] })
            where metrics.target(of: name) == nil && !unknown.contains(name) {
                unknown.append(name)
            }
        }
        unknownNames = unknown
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
            lines += description(of: node).map { "\(indentation)    \($0)" }
        }
        lines += reading.features.map(\.feature).map { feature in
            if let renaming = feature.renaming {
                return "needs a Prometheus before \(renaming.release): \(feature.name), now \(renaming.name)"
            }
            let flag = feature.flag.map { ", with --enable-feature=\($0)" } ?? ""
            return "needs Prometheus \(feature.release)\(flag): \(feature.name)"
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func shortened(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count <= 100 ? line : "\(line.prefix(60)) ... \(line.suffix(35))"
    }

    private func description(of node: QueryMeaning.Node) -> [String] {
        let result = node.result
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
        var lines = [first, "labels: " + parts.joined(separator: "; ")]
        if case .vector(let selector, _) = node.expression.form { lines += unknown(in: selector) }
        if case .range(let selector, _, _) = node.expression.form { lines += unknown(in: selector) }
        return lines
    }

    private func unknown(in selector: SeriesSelector) -> [String] {
        let names = (selector.names ?? []).filter(unknownNames.contains)
        return names.isEmpty ? [] : ["unknown: neither a spec nor a catalogue has \(names.joined(separator: ", "))"]
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
            "unknown": .array(unknownNames.map(JSONValue.string)),
            "features": .array(
                reading.features.map { use in
                    [
                        "name": .string(use.feature.name), "release": .string("\(use.feature.release)"),
                        "flag": .string(orNull: use.feature.flag),
                        "before": .string(orNull: use.feature.renaming.map { "\($0.release)" }),
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
