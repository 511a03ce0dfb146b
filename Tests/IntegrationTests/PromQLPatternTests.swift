// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import PromQLSyntax
import TestSupport
import Testing

@Suite("Prometheus on patterns")
struct PromQLPatternTests {
    private struct Case: Encodable {
        let pattern: String
        /// Nil where the reader doesn't know.
        var isValid: Bool?
        /// The indices of the values that match; nil where the pattern is invalid or undecided.
        var matches: [Int]?

        init(_ pattern: String, values: [String]) {
            self.pattern = pattern
            switch RegularExpression.read(pattern) {
            case .undecided: break
            case .invalid: isValid = false
            case .valid(let expression):
                isValid = true
                matches = values.indices.filter { expression.matches(values[$0]) }
            }
        }
    }

    private struct Cases: Encodable {
        let values: [String]
        let cases: [Case]
    }

    private static let values = [
        "", "a", "b", "ab", "aa", "abab", "A", "k", "\u{212A}", "0", "12", "é", "e\u{301}", "a b", "a\nb", "\n", "a.b",
        "a-b", "_", "[", "]a",
        "a{", "a{,3}", "a&b", "\\", "$", "^a", "200", "5xx", "aaa",
    ]

    private static let pieces = [
        "a", "b", "ab", "k", "é", ".", ".*", ".+", "*", "+", "?", "{2}", "{,3}", "{1,2}", "{0}", "|", "(", ")", "(a|b)",
        "(?:", "(?i)", "(?i:", "(?s)",
        "(?-s:", "(?m)", "(?U)", "(?P<n>", "[ab]", "[^a]", "[a-z]", "[]a]", "[a-", "[", "]", "[[:alpha:]]",
        "[^[:digit:]]", "[\\d-z]", "[a&&b]",
        "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\.", "\\-", "\\\\", "\\Q",
        "\\E", "\\x41", "\\x{e9}", "\\101", "\\n",
        "\\1", "\\Z", "\\pL", "-", "&", "2", "0", "x", " ",
    ]

    @Test("agrees on which are valid, and on what they match")
    func agreement() throws {
        let seed = SeededGenerator.seed(3)
        var generator = SeededGenerator(seed: seed)
        var patterns = Self.pieces
        for _ in 0..<2500 {
            let count = Int.random(in: 1...6, using: &generator)
            patterns.append((0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined())
        }
        var seen: Set<[UInt8]> = []
        let cases = patterns.filter { seen.insert(Array($0.utf8)).inserted }.map { Case($0, values: Self.values) }
        #expect(cases.count { $0.matches != nil } > 800, "\(cases.count { $0.matches != nil })")
        #expect(cases.count { $0.isValid == false } > 500, "\(cases.count { $0.isValid == false })")

        let directory = try TemporaryDirectory()
        let text = try String(decoding: JSONEncoder().encode(Cases(values: Self.values, cases: cases)), as: UTF8.self)
        try directory.write(text, to: "cases.json")
        let promtools = Repository.root.appending(path: ".build/debian").path(percentEncoded: false)
        let outcome = try Judge.python("promql_patterns.py", [directory.path + "/cases.json", promtools])
        #expect(
            outcome.ending == .exited(0) && outcome.output.hasSuffix("\n0 faults\n"),
            "seed \(seed): \(outcome.output)\(outcome.errorOutput)")
    }
}
