// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("A pattern")
struct RegularExpressionTests {
    private func pattern(_ text: String) -> RegularExpression? {
        guard case .valid(let pattern) = RegularExpression.read(text) else { return nil }
        return pattern
    }

    @Test("matches whole values, by code points")
    func matching() {
        let cases: [(String, [String], [String])] = [
            ("a|b.", ["a", "bx", "b\n"], ["b", "ab", "bxx"]), ("", [""], ["a"]), (".*", ["", "a\nb"], []),
            ("a+?b{2,3}", ["abb", "aabbb"], ["ab", "abbbb"]), ("a{0}", [""], ["a"]), ("a{,3}", ["a{,3}"], ["aa"]),
            ("(?i)k", ["k", "K", "\u{212A}"], ["l"]), ("(?i:a)b", ["Ab", "ab"], ["aB"]), ("(?-s).", ["a"], ["\n"]),
            ("[]a-c]+", ["]b"], ["d"]), ("[^a-c]", ["d", "é"], ["a", "dd"]), ("[\\d-z]+", ["1-z"], ["y"]),
            ("[a&&b]+", ["a&b"], ["c"]),
            ("\\d\\w\\s", ["1_ "], ["1- ", "\u{661}a "]), ("[[:alpha:]]+", ["aZ"], ["1"]),
            ("\\Qa.b\\E+", ["a.bb"], ["aXb"]),
            ("\\x41\\x{1F600}\\07", ["A\u{1F600}\u{7}"], []), (".", ["é", "\u{65}"], ["e\u{301}"]),
            ("é", ["\u{E9}"], ["e\u{301}"]),
            ("a\\bb|a\\b-", ["a-"], ["ab"]), ("^a$", ["a"], ["a\n"]), ("(?m)a$\nb", ["a\nb"], ["ab"]),
            ("(|a)b", ["b", "ab"], ["a"]),
            ("(?P<n>a)(?<n>b)", ["ab"], ["a"]), ("5..|429", ["500", "429"], ["50", "4290"]),
            ("(a*)*", ["", "aaa"], ["b"]),
        ]
        for (text, matching, others) in cases {
            guard let pattern = pattern(text) else {
                Issue.record("\(text)")
                continue
            }
            for value in matching { #expect(pattern.matches(value), "\(text) on \(value)") }
            for value in others { #expect(!pattern.matches(value), "\(text) on \(value)") }
        }
    }

    @Test("is refused where RE2 refuses it")
    func invalid() {
        for text in [
            "a**", "a*+", "a{2}{3}", "*a", "a|*", "(*a)", "{1}", "a{1001}", "(a{100}){11}", "x{2,1}", "(a", "a)", "[a",
            "[^]", "[b-a]",
            "[a-\\d]", "\\1", "\\8", "\\Z", "\\h", "\\u0041", "a\\", "(?x)a", "(?=a)", "(?<!a)", "(?>a)", "(?#a)",
            "(?-)", "(?P<>a)",
            "[[:foo:]]", "\\p{IsGreek}", "\\x{110000}", "\\x4", "(?i",
        ] {
            guard case .invalid = RegularExpression.read(text) else {
                Issue.record("\(text)")
                continue
            }
        }
    }

    @Test("is undecided where the reader doesn't know it")
    func undecided() {
        for text in [
            "\\pL", "[\\p{Greek}]", "(?i)é", String(repeating: "(", count: 101) + String(repeating: ")", count: 101),
        ] {
            guard case .undecided = RegularExpression.read(text) else {
                Issue.record("\(text)")
                continue
            }
        }
    }

    @Test(
        "has alternatives with their places",
        arguments: [
            ("200|50x", [0..<3, 4..<7]), ("(a|b)", [1..<2, 3..<4]), ("(?:a|b)", [3..<4, 5..<6]),
            ("a(b|c)|d", [0..<6, 7..<8]),
            ("(a|b)c", [0..<6]), ("(a)|(b)", [0..<7]), ("a\\|b|c", [0..<4, 5..<6]), ("a|", [0..<1, 2..<2]),
            ("", [0..<0]),
            ("(?i)a|b", nil), ("a|(?i:b)", nil), ("[|]|b", nil), ("\\Qa|b\\E", nil), ("(?P<x>a|b)", nil),
        ] as [(String, [Range<Int>]?)])
    func alternatives(pattern: String, places: [Range<Int>]?) {
        #expect(RegularExpression.alternatives(in: pattern) == places)
    }

    @Test("may match everything")
    func breadth() {
        for text in [".*", "(.*)", "^.*$", "a|.*", "(?:.*|b)"] {
            #expect(pattern(text)?.matchesEverything == true, "\(text)")
        }
        for text in [".+", "^(.+)$"] {
            #expect(pattern(text)?.matchesEverything == false, "\(text)")
            #expect(pattern(text)?.matchesEveryValue == true, "\(text)")
        }
        for text in ["a.*", "(?-s).*", ".{3,}", ".*.+", "a", ""] {
            #expect(pattern(text)?.matchesEveryValue == false, "\(text)")
        }
    }

    @Test("has few or many values")
    func language() {
        #expect(pattern("a(b|c)?[d-e]")?.language() == ["ad", "ae", "abd", "abe", "acd", "ace"])
        #expect(pattern("a|a")?.language() == ["a"])
        #expect(pattern("a*")?.language() == nil)
        #expect(pattern("[0-9]{3}")?.language() == nil)
        #expect(pattern("")?.language() == [""])
        #expect(pattern("(|a)")?.matchesEmpty == true)
    }

    @Test(
        "has a size, with its repetitions written out",
        arguments: [("abc", 3), ("a*", 1), ("(a|bc){4}", 12), ("(a{10}b){20,}", 231), ("", 0), ("[a-z]{0}", 1)])
    func size(text: String, size: Int) { #expect(pattern(text)?.size == size) }

    @Test("takes a time that grows with its length, whatever it is")
    func limits() throws {
        let value = String(repeating: "a", count: 500)
        #expect(try #require(pattern("(a*)*(a*)*b?")).matches(value))
        #expect(try #require(pattern("(a|aa)+b")).matches(value) == false)
        for opening in ["(", "[", "(?i:", "a{1", "\\", "(a|"] {
            _ = RegularExpression.read(String(repeating: opening, count: 100_000))
        }
    }
}
