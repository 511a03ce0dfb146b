// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("A fault of a query")
struct FaultTests {
    /// The part of the query that a finding points at, and its message.
    private func findings(_ query: String) -> [String] {
        let bytes = Array(query.utf8)
        return PromQLReading(query).findings.map { finding in
            "\(String(decoding: bytes[finding.span.range], as: UTF8.self)): \(finding.fault.message)"
        }
    }

    @Test("is found once, where it is, in words")
    func messages() {
        let queries: [(String, [String])] = [
            ("", [": there is no query here"]), ("# only", [": there is no query here"]),
            ("a & b", ["&: `&` has no meaning in PromQL"]),
            ("a{x=\"b}", ["\"b}: this string has no closing quote"]),
            ("\"\\q\"", ["\\q: a string can't have `\\q`; for a backslash write two, or put the string in backquotes"]),
            ("1.5h", ["1.5h: `1.5h` is neither a number nor a duration such as `1h30m`"]),
            ("a[30m1h]", ["30m1h: `30m1h` is neither a number nor a duration such as `1h30m`"]),
            ("1e999", ["1e999: `1e999` is too large for a number"]),
            ("a +", [": the query ends where an expression should be"]),
            ("a b", ["b: an operator or the end of the query should be here, not `b`"]),
            ("sum(a", ["(: `(` is never closed"]), ("a{x=\"b\"", ["{: `{` is never closed"]),
            ("a[5m", ["[: `[` is never closed"]),
            ("sum(a,)", [",: arguments can't end with a comma"]),
            (
                "bool",
                ["bool: `bool` has a meaning of its own here; a metric of this name is written `{__name__=\"bool\"}`"]
            ),
            (
                "(a)[5m]",
                [
                    "[5m]: only a selector can have a range; for the values of an expression over time write a subquery: `[5m:]`"
                ]
            ),
            ("a offset 5m [5m]", ["[5m]: a range stands before `offset` and `@`"]),
            ("sum(a) offset 5m", ["offset: `offset` has to stand directly behind a selector, a range or a subquery"]),
            ("a offset 5m offset 5m", ["offset: `offset` can be here only once"]),
            ("a[0s]", ["0s: this duration has to be longer than nothing"]),
            ("a @ inf", ["inf: this is not a moment in time"]),
            ("a[5m / 0]", ["0: this divides by zero"]), ("a[b]", ["b: this is not a duration"]),
            ("a{__name__=\"b\"}", ["__name__: the metric already has the name `a`"]),
            (
                "{x!=\"a\"}",
                ["{x!=\"a\"}: this could select every series; at least one matcher must not match an empty value"]
            ),
            ("a{x=~\"b**\"}", ["\"b**\": in this pattern `**` repeats a repetition"]),
            ("a{x}", ["}: `=`, `!=`, `=~` or `!~` should be here, not `}`"]),
            ("a{x=b}", ["b: a value in quotes should be here, not `b`"]),
            ("sum by (inf) (a)", ["inf: `inf` can't be the name of a label here; write it in quotes"]),
            ("RATE(a[5m])", ["RATE: Prometheus has no function `RATE`"]),
            ("rate(a[5m], 1)", ["rate: `rate` takes 1 argument, not 2"]),
            ("topk(a)", ["topk: `topk` takes 2 arguments, not 1"]),
            ("time(a)", ["time: `time` takes no arguments, not 1"]),
            ("round()", ["round: `round` takes 1 to 2 arguments, not 0"]),
            ("label_join(a)", ["label_join: `label_join` takes at least 3 arguments, not 1"]),
            (
                "rate(a)",
                [
                    "a: this argument of `rate` has to be a range of values of each series, but this is the newest value of each series"
                ]
            ),
            (
                "sum(a[5m])",
                [
                    "a[5m]: what `sum` aggregates has to be the newest value of each series, but this is a range of values of each series"
                ]
            ),
            (
                "topk(a, a)",
                ["a: the first argument of `topk` has to be a number, but this is the newest value of each series"]
            ),
            (
                "a[5m] + 1",
                [
                    "a[5m]: an operator takes numbers and the newest values of series, but this is a range of values of each series"
                ]
            ),
            ("-\"a\"", ["-\"a\": a sign can't stand before a string"]),
            ("1 == 1", ["==: two numbers can only be compared with `bool` behind the operator"]),
            ("a + bool b", ["+ bool: `bool` is only allowed after a comparison operator"]),
            ("a and 1", ["and: `and` takes series on both sides, not a number; `vector()` makes a series of one"]),
            ("a or on (x) group_left b", ["or on (x) group_left: `or` can't have `group_left` or `group_right`"]),
            ("a * on (x) group_left (x) b", ["x: `x` is in `on` already, so both sides have it"]),
            ("a * on (x) 1", ["* on (x): labels can only be matched between series, and one side is a number"]),
            (
                "a * group_left b",
                [
                    "group_left: `on` or `ignoring`, and then `group_left` or `group_right`, should be here, not `group_left`"
                ]
            ),
            (
                "1[5m:]",
                ["1: the expression of a subquery has to be the newest value of each series, but this is a number"]
            ),
            ("info(a, b)", ["b: the second argument of `info` has to be matchers in braces, without a name"]),
            (
                "abs(a[5m] anchored)",
                [
                    "a[5m] anchored: this argument of `abs` has to be the newest value of each series, but this is a range of values of each series",
                    "a[5m] anchored: `abs` doesn't take such a range",
                ]
            ),
            ("a anchored", ["anchored: `anchored` has to stand directly behind a selector with a range"]),
        ]
        for (query, expected) in queries { #expect(findings(query) == expected, "\(query)") }
    }

    @Test("leaves the rest of the query readable")
    func recovery() {
        let queries: [(String, String)] = [
            ("sum(rate(a{x=}[5m])) + b", "sum(rate(a[5m])) + b"), ("sum by (x, (a)", "sum by (x) (a)"),
            ("a + ", "a + "),
            ("rate(a{x=\"y\", z", "rate(a{x=\"y\"})"), ("a{x=\"y\" z=\"b\"} / c", "a{x=\"y\"} / c"),
            ("a[5m x] / c", "a[5m] / c"),
            ("sum(a, ) / b", "sum(a) / b"), ("(a + b", "(a + b)"), ("topk(3", "topk(3)"),
            ("a / on(x b", "a / on (x) b"),
        ]
        for (query, printed) in queries {
            let reading = PromQLReading(query)
            #expect(reading.findings.count >= 1, "\(query)")
            #expect(reading.expression.description == printed, "\(query)")
        }
    }

    @Test("is a limit that a query passes, never a crash")
    func limits() {
        let count = 100_000
        for opening in [
            "(", "-(", "sum(", "a[", "{", "a{x=", "a + (", "a ^ ", "- ", "abs(a[5m:", "f(a,(", "a offset (",
        ] {
            let reading = PromQLReading(String(repeating: opening, count: count))
            #expect((1..<10).contains(reading.findings.count), "\(opening) \(reading.findings.prefix(3))")
        }
        for chain in ["a + ", "a or ", "a > ", "a[5m:] offset 1m "] {
            let reading = PromQLReading(String(repeating: chain, count: count) + "a")
            #expect((1..<10).contains(reading.findings.count), "\(chain) \(reading.findings.prefix(3))")
        }
        let nested = String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60)
        #expect(PromQLReading(nested).findings == [])
        let chain = String(repeating: "a + ", count: 200) + "a"
        #expect(PromQLReading(chain).findings == [])
        #expect(
            PromQLReading(String(repeating: "a", count: 1 << 24)).findings.map(\.fault) == [.tooLong(limit: 1 << 20)])
        for hole in ["{{ ", "${x.", "[[x:", "%("] {
            _ = PromQLReading(String(repeating: hole, count: count), templates: [.grafana, .actions, .verbs])
        }
    }
}
