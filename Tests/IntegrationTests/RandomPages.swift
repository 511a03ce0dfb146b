// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ExpositionSyntax
import TestSupport

/// Random pages of metrics, most of them right, with a slip of the hand in some.
struct RandomPages {
    var generator: SeededGenerator

    struct Page {
        let text: String
        let format: ExpositionFormat
    }

    mutating func next(_ format: ExpositionFormat) -> Page {
        var lines: [String] = []
        for index in 0..<Int.random(in: 1...3, using: &generator) { lines += family(index, format) }
        if format == .openMetrics, !chance(of: 20) { lines.append("# EOF") }
        var text = lines.joined(separator: "\n")
        if !chance(of: 10) { text += "\n" }
        // A byte 0 ends the page for some of Prometheus' lexers.
        if chance(of: 3) { text = Mutations(of: text).next(using: &generator).replacing("\0", with: "") }
        return Page(text: text, format: format)
    }

    private mutating func chance(of one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &generator)]
    }

    private mutating func family(_ index: Int, _ format: ExpositionFormat) -> [String] {
        let types = ExpositionType.allCases.filter { $0.exists(in: format) || chance(of: 40) }
        let type = pick(types)
        let unit = format == .openMetrics && chance(of: 4) ? pick(["seconds", "bytes"]) : nil
        let base = pick(["a", "a:b", "_x9", "http_requests"]) + "\(index)"
        let family = unit.map { chance(of: 10) ? base : "\(base)_\($0)" } ?? base
        var lines: [String] = []
        if !chance(of: 5) { lines.append("# TYPE \(family) \(type.rawValue)") }
        if let unit { lines.append("# UNIT \(family) \(unit)") }
        if !chance(of: 3) {
            lines.append(
                "# HELP \(family) \(pick(["A help.", "Back\\\\slash and \\n line.", "", "Ünicode \\\"x\\\" \\q"]))")
        }
        if format == .text, chance(of: 8) {
            lines.append(pick(["", "# a comment", "#", "   ", "#no space", "# HELP"]))
        }
        for number in 0..<Int.random(in: 0...3, using: &generator) {
            let suffix = pick(type.suffixes(in: format))
            var labels = ["n=\"\(number)\""]
            if suffix == "_bucket" { labels.append("le=\"\(pick(["0.5", "1.0", "+Inf"]))\"") }
            if chance(of: 2) {
                labels.append("a=\"\(pick(["", "x", "\\\"q\\\"", "back\\\\", "\\n", "é", "{}", ",", "\\z"]))\"")
            }
            if chance(of: 30) { labels.append("n=\"again\"") }
            let space = format == .text && chance(of: 4) ? pick(["  ", "\t", " \t"]) : ""
            var separator = ",\(space)"
            if format == .openMetrics, chance(of: 40) { separator = ", " }
            let braces = "{\(space)\(labels.joined(separator: separator))\(chance(of: 20) ? "," : "")\(space)}"
            var line = "\(family)\(suffix)\(space)\(braces)\(space.isEmpty ? " " : space)\(value())"
            if format == .openMetrics, chance(of: 5) {
                line += " # {trace_id=\"x\"} 0.5\(chance(of: 2) ? " 123.5" : "")"
            }
            lines.append(line)
        }
        return lines
    }

    private mutating func value() -> String {
        pick(
            [
                "0", "1", "1.0", "17", "0.25", "1e5", "1E-7", "+3", "-4", "NaN", "nan", "+Inf", "-Inf", "inf",
                "Infinity", ".5",
                "5.", "123456789012345678", "1.7976931348623157e308", "5e-324", "0.1",
            ] + (chance(of: 15) ? ["1e999", "0x10", "1_000", "1e", ".", "+nan", "infinit", "--1", ""] : []))
    }
}
