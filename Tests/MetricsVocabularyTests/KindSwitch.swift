// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary

/// A `switch` that decides by the metric type, or a dictionary that does.
///
/// A `switch` counts if its cases name at least two metric types, or one if it is about something called a kind or a
/// shape.
struct KindSwitch: Equatable {
    let line: Int
    /// In lower case.
    let kinds: Set<String>

    static func all(in source: String) -> [KindSwitch] {
        let tokens = SwiftTokens(source).tokens
        return tokens.indices.compactMap { index in
            switch tokens[index].text {
            case "switch": KindSwitch(at: index, in: tokens)
            case "[" where tokens[index...].dropFirst().prefix(2).map(\.text) == ["MetricKind", ":"]:
                KindSwitch(line: tokens[index].line, kinds: [])
            default: nil
            }
        }
    }

    /// Other enumerations have a case `unknown` too.
    private static let names = Set(MetricKind.allCases.filter { $0 != .unknown }.map { "." + $0.rawValue.lowercased() })
    private static let subjects: Set<String> = ["kind", "metrickind", "shape"]
    private static let openings: Set<String> = ["(", "[", "{"]
    private static let closings: Set<String> = [")", "]", "}"]
    /// The tokens before a `case` that is a condition, and not a label.
    private static let conditions: Set<String> = ["if", "guard", "while", "for", ","]

    private init(line: Int, kinds: Set<String>) {
        self.line = line
        self.kinds = kinds
    }

    private init?(at start: Int, in tokens: [SwiftTokens.Token]) {
        var depth = 0
        var isInLabel = false
        var subject: [String] = []
        var kinds: Set<String> = []
        var isInBody = false
        for index in tokens.indices[(start + 1)...] {
            let text = tokens[index].text
            if !isInBody {
                if text == "{", depth == 0 { isInBody = true } else { subject.append(text.lowercased()) }
                depth += Self.openings.contains(text) ? 1 : Self.closings.contains(text) ? -1 : 0
                continue
            }
            // Labels are directly in the body; in them, a tuple or a range has its own brackets.
            if depth == 1 {
                if text == "case", !Self.conditions.contains(tokens[index - 1].text) { isInLabel = true }
                if text == ":" { isInLabel = false }
            }
            if isInLabel, Self.names.contains(text.lowercased()) { kinds.insert(String(text.lowercased().dropFirst())) }
            depth += Self.openings.contains(text) ? 1 : Self.closings.contains(text) ? -1 : 0
            if depth == 0 { break }
        }
        let last = subject.last { $0 != ")" }.map { $0.drop { $0 == "." } }
        let isAboutKind = last.map { Self.subjects.contains(String($0)) } ?? false
        guard kinds.count > (isAboutKind ? 0 : 1) else { return nil }
        self.init(line: tokens[start].line, kinds: kinds)
    }
}
