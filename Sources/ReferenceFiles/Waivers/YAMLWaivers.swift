// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

/// Finds the waivers in the comments of a YAML text, and what each applies to.
struct YAMLWaivers {
    private let source: SourceText
    private let id: SourceID
    /// What a comment can be about: entries of mappings and items of lists, outer ones first.
    private var parts: [Part] = []
    private var scalars: [Span] = []

    private struct Part {
        let span: Span
        let isRule: Bool
    }

    init(_ roots: [YAMLElement], in source: SourceText, id: SourceID) {
        self.source = source
        self.id = id
        for root in roots { add(root) }
    }

    private mutating func add(_ element: YAMLElement) {
        switch element.content {
        case .scalar: scalars.append(element.span)
        case .alias: break
        case .sequence(let elements):
            for element in elements {
                parts.append(Part(span: element.span, isRule: element.isRule))
                add(element)
            }
        case .mapping(let entries):
            for entry in entries {
                let span = Span(source: id, start: entry.key.span.start, end: entry.value.span.end)
                parts.append(Part(span: span, isRule: false))
                add(entry.key)
                add(entry.value)
            }
        }
    }

    /// The waivers in comments of the YAML itself, not in those of a query.
    var waivers: [Waiver] {
        let bytes = Array(source.text.utf8)
        let lines = PageLine.lines(of: bytes)
        return lines.indices.compactMap { index -> Waiver? in
            guard let range = comment(in: lines[index], bytes),
                let comment = WaiverComment(range, open: 1, close: 0, in: bytes)
            else { return nil }
            let place = source.span(range, id: id)
            guard !scalars.contains(where: { $0.start <= place.start && place.start < $0.end }) else { return nil }
            let isAlone = bytes[lines[index].content.lowerBound..<range.lowerBound].allSatisfy(Self.isBlank)
            let below = isAlone ? lineBelow(index, lines, bytes) : index
            return comment.waiver(for: scope(at: place, lineBelow: below + 1)) { source.span($0, id: id) }
        }
    }

    /// The places of all rules, outer ones first.
    var rules: [Span] { parts.filter(\.isRule).map(\.span) }

    /// The rule that contains the comment or begins below it, or else all that begins below it.
    private func scope(at place: Span, lineBelow line: Int) -> Span {
        if let rule = rules.last(where: { $0.start <= place.start && place.start <= $0.end }) { return rule }
        let below = parts.filter { $0.span.start.line == line }
        if let part = below.first(where: \.isRule) ?? below.first { return part.span }
        return Span(source: id, start: place.start, end: source.start(ofLineBehind: line))
    }

    private func comment(in line: PageLine, _ bytes: [UInt8]) -> Range<Int>? {
        let start = line.content.first { index in
            bytes[index] == UInt8(ascii: "#") && (index == line.content.lowerBound || Self.isBlank(bytes[index - 1]))
                && bytes[index + 1..<line.content.upperBound].drop(while: Self.isBlank).starts(with: "metricsgen".utf8)
        }
        return start.map { $0..<line.content.upperBound }
    }

    /// The next line that has more than a comment.
    private func lineBelow(_ index: Int, _ lines: [PageLine], _ bytes: [UInt8]) -> Int {
        lines.indices.dropFirst(index + 1).first { index in
            let text = bytes[lines[index].content].drop(while: Self.isBlank)
            return text.first.map { $0 != UInt8(ascii: "#") } ?? false
        } ?? index + 1
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension YAMLElement {
    /// A rule of Prometheus or of Grafana.
    fileprivate var isRule: Bool {
        guard case .mapping = content else { return false }
        return self["alert"] != nil || self["record"] != nil || self["data"]?.elements != nil && self["title"] != nil
    }
}
