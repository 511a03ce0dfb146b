// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("A query that is read")
struct ReadingTests {
    private typealias Query = PromQLExpression

    /// What is printed without the parentheses that are written shows how operators were grouped.
    private func grouped(_ expression: PromQLExpression) -> String {
        switch expression.form {
        case .binary(let operation):
            "(\(grouped(operation.left)) \(operation.operation.rawValue) \(grouped(operation.right)))"
        case .unary(let sign, let operand): "\(sign.rawValue)\(grouped(operand))"
        case .parentheses(let inner): grouped(inner)
        default: expression.description
        }
    }

    @Test("has its operators grouped by precedence")
    func precedence() {
        let queries = [
            "a + b * c": "(a + (b * c))", "a - b - c": "((a - b) - c)", "a ^ b ^ c": "(a ^ (b ^ c))",
            "-a ^ b": "-(a ^ b)", "-a * b": "(-a * b)", "2 ^ -a * b": "((2 ^ -a) * b)",
            "a or b and c": "(a or (b and c))",
            "a unless b and c": "((a unless b) and c)", "a == b > c": "((a == b) > c)",
            "a % b atan2 c": "((a % b) atan2 c)", "a + b > c or d": "(((a + b) > c) or d)",
            "(a + b) * c": "((a + b) * c)",
        ]
        for (query, expected) in queries {
            let reading = PromQLReading(query)
            #expect(reading.findings == [], "\(query)")
            #expect(grouped(reading.expression) == expected, "\(query)")
        }
    }

    @Test("is the tree that code makes")
    func trees() {
        let series = SeriesSelector("a", [LabelMatcher("x", .matches, "b|c"), LabelMatcher("y", .notEqual, "")])
        let rate = Query.call("rate", .range(series, .minutes(5)))
        let trees: [(String, Query)] = [
            ("rate(a{x=~'b|c',y!=``}[5m])", rate),
            ("sum(rate(a{x=~\"b|c\", y!=\"\",}[5m])) by (z, le,)", .aggregation(.sum, by: ["z", "le"], rate)),
            (
                "TOPK without () (3, a)",
                Query(
                    .aggregation(
                        Aggregation(.topk, grouping: .without([]), .vector(SeriesSelector("a")), parameter: .number(3)))
                )
            ),
            (
                "a / on(x) group_left(y) b",
                .binary(
                    .vector(SeriesSelector("a")), .divide, .vector(SeriesSelector("b")),
                    matching: VectorMatching(.on(["x"]), group: .left(["y"])))
            ),
            ("a > bool 1", .binary(.vector(SeriesSelector("a")), .greater, .number(1), isBool: true)),
            (
                "a[1h30m:1m] @ end() offset -5m",
                .subquery(
                    .vector(SeriesSelector("a")), .minutes(90), step: .minutes(1),
                    TimeShift(at: .end, offset: .minutes(-5)))
            ),
            (
                "{\"a.b\", \"l.m\"='v'}",
                .vector(
                    SeriesSelector(nil, [LabelMatcher("__name__", .equal, "a.b"), LabelMatcher("l.m", .equal, "v")]))
            ),
            (
                "sum by (sum) (offset{by=\"1\"} offset 5m)",
                .aggregation(
                    .sum, by: ["sum"],
                    .vector(SeriesSelector("offset", [LabelMatcher("by", .equal, "1")]), TimeShift(offset: .minutes(5)))
                )
            ),
        ]
        for (query, tree) in trees {
            let reading = PromQLReading(query)
            #expect(reading.findings == [], "\(query)")
            #expect(reading.expression == tree, "\(query)")
        }
    }

    @Test("has numbers and durations as Go reads them")
    func numbers() {
        let numbers: [(String, Double)] = [
            ("1", 1), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1.e3", 1000), ("1E+3", 1000), ("0x1F", 31), ("017", 15),
            ("08", 8),
            ("1_000", 1000), ("1_000.2_5", 1000.25), ("-3", -3), ("--3", 3), ("iNf", .infinity),
            ("9223372036854775808", 9_223_372_036_854_775_808),
        ]
        for (text, value) in numbers { #expect(PromQLReading(text).expression == .number(value), "\(text)") }
        let durations = [
            "5m": 300_000, "1h30m": 5_400_000, "1y1w1d1h1m1s1ms": 32_230_861_001, "0h5m": 300_000, "300": 300_000,
            "1.5": 1500,
        ]
        for (text, milliseconds) in durations {
            #expect(
                PromQLReading("a[\(text)]").expression
                    == .range(SeriesSelector("a"), .init(.milliseconds(milliseconds))), "\(text)")
        }
    }

    @Test("has strings as Go reads them")
    func strings() {
        let strings = [
            #""a\n\"\\\x41\101\u00e9\U0001F600""#: "a\n\"\\AA\u{E9}\u{1F600}", #"'\'"'"#: "'\"", "`a\\d\n`": "a\\d\n",
            #""\xc3\xa9""#: "é",
        ]
        for (text, value) in strings {
            #expect(PromQLReading(text).expression == .string(PromQLString(value)), "\(text)")
        }
    }

    @Test("has a span for each part, in bytes")
    func spans() {
        let queries = ["sum by (e_) (rate(a{x=\"é\"} [5m] offset 1m)) / -b # end"]
        for query in queries {
            let bytes = Array(query.utf8)
            func text(_ span: PromQLSpan) -> String { String(decoding: bytes[span.range], as: UTF8.self) }
            let expression = PromQLReading(query).expression
            guard case .binary(let division) = expression.form, case .aggregation(let sum) = division.left.form,
                case .by(let labels) = sum.grouping, case .call(let rate, let arguments) = sum.argument.form,
                case .range(let series, let range, let shift) = arguments[0].form
            else {
                Issue.record("\(expression)")
                return
            }
            #expect(text(expression.span) == "sum by (e_) (rate(a{x=\"é\"} [5m] offset 1m)) / -b")
            #expect(text(division.left.span) == "sum by (e_) (rate(a{x=\"é\"} [5m] offset 1m))")
            #expect(text(division.operatorSpan) == "/")
            #expect(text(division.right.span) == "-b")
            #expect(labels.map { text($0.span) } == ["e_"])
            #expect(text(rate.span) == "rate")
            #expect(text(arguments[0].span) == "a{x=\"é\"} [5m] offset 1m")
            #expect(series.name.map { text($0.span) } == "a")
            #expect(series.matchers.map { text($0.span) } == ["x=\"é\""])
            #expect(series.matchers.map { text($0.label.span) } == ["x"])
            #expect(series.matchers.map { text($0.value.span) } == ["\"é\""])
            #expect(text(range.span) == "5m")
            #expect(shift.offset.map { text($0.span) } == "1m")
        }
    }

    @Test("says what a server needs to read it")
    func features() {
        let queries: [(String, [String])] = [
            ("sum(rate(a[5m]))", []),
            ("a[5m * 2]", ["calculations of durations 3.4 promql-duration-expr"]),
            ("rate(a[5m] anchored)", ["anchored and smoothed ranges 3.7 promql-extended-range-selectors"]),
            ("a + fill(0) b", ["fill modifiers 3.10 promql-binop-fill-modifiers"]),
            ("a </ 5", ["trimming of histograms 3.11 -"]),
            ("limitk(1, a) > 1_0", ["limitk 2.54 promql-experimental-functions", "numbers with underscores 2.54 -"]),
            (
                "info({\"a.b\"}, {x=\"y\"})",
                ["info 2.55 promql-experimental-functions", "quoted names in selectors 2.51 -"]
            ),
            ("a > 5m", ["durations as numbers 2.54 -"]),
            ("sum by (\"a.b\") (a)", ["quoted names in lists of labels 2.55 -"]),
            ("holt_winters(a[5m], 0.5, 0.5)", ["holt_winters 2.0 -"]),
        ]
        for (query, expected) in queries {
            let reading = PromQLReading(query)
            #expect(reading.findings == [], "\(query)")
            #expect(
                reading.features.map { "\($0.feature.name) \($0.feature.release) \($0.feature.flag ?? "-")" }
                    == expected, "\(query)")
        }
    }

    @Test("has the type that Prometheus gives it")
    func types() {
        let types: [(String, PromQLType)] = [
            ("1 + 2", .scalar), ("a + 1", .vector), ("a[5m]", .matrix), ("a[5m:]", .matrix), ("\"a\"", .string),
            ("scalar(a)", .scalar),
            ("-time()", .scalar), ("(a)", .vector), ("vector(1) > 2", .vector), ("sum(a) / 2", .vector),
            ("a +", .vector), ("", .unknown),
        ]
        for (query, type) in types { #expect(PromQLReading(query).type == type, "\(query)") }
    }
}
