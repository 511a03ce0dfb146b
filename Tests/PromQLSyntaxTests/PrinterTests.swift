// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("A printed query")
struct PrinterTests {
    private typealias Query = PromQLExpression

    private static let a = Query.vector(SeriesSelector("a"))
    private static let b = Query.vector(SeriesSelector("b"))
    private static let c = Query.vector(SeriesSelector("c"))

    @Test("has parentheses where another tree would be read without them, and nowhere else")
    func parentheses() {
        let (a, b, c) = (Self.a, Self.b, Self.c)
        let queries: [(Query, String)] = [
            (.binary(.binary(a, .add, b), .add, c), "a + b + c"),
            (.binary(a, .add, .binary(b, .add, c)), "a + (b + c)"),
            (.binary(a, .add, .binary(b, .multiply, c)), "a + b * c"),
            (.binary(.binary(a, .add, b), .multiply, c), "(a + b) * c"),
            (.binary(a, .power, .binary(b, .power, c)), "a ^ b ^ c"),
            (.binary(.binary(a, .power, b), .power, c), "(a ^ b) ^ c"),
            (.binary(.binary(a, .or, b), .and, c), "(a or b) and c"),
            (.binary(.binary(a, .unless, b), .and, c), "a unless b and c"),
            (.binary(.binary(a, .greater, b), .equal, c), "a > b == c"),
            (.binary(.unary(.minus, a), .power, b), "(-a) ^ b"),
            (.unary(.minus, .binary(a, .power, b)), "-a ^ b"),
            (.unary(.minus, .binary(a, .multiply, b)), "-(a * b)"),
            (.binary(a, .power, .unary(.minus, b)), "a ^ -b"),
            (.binary(a, .subtract, .unary(.minus, b)), "a - -b"),
            (.unary(.minus, .unary(.plus, a)), "-+a"),
            (.binary(.number(-2), .power, .number(2)), "(-2) ^ 2"),
            (.binary(a, .power, .number(-2)), "a ^ -2"),
            (.subquery(.binary(a, .add, b), .minutes(5)), "(a + b)[5m:]"),
            (.subquery(.call("abs", a), .minutes(5)), "abs(a)[5m:]"),
        ]
        for (query, text) in queries { #expect(query.description == text) }
    }

    @Test("has the parts of an operator in the order that the grammar has")
    func matching() {
        let (a, b) = (Self.a, Self.b)
        let queries: [(Query, String)] = [
            (.binary(a, .greater, .number(1), isBool: true), "a > bool 1"),
            (.binary(a, .divide, b, matching: VectorMatching(.on([]))), "a / on () b"),
            (
                .binary(a, .equal, b, isBool: true, matching: VectorMatching(.ignoring(["x", "y"]), group: .left([]))),
                "a == bool ignoring (x, y) group_left () b"
            ),
            (
                .binary(a, .multiply, b, matching: VectorMatching(.on(["x"]), group: .right(["z"]))),
                "a * on (x) group_right (z) b"
            ),
        ]
        for (query, text) in queries { #expect(query.description == text) }
    }

    @Test("has the labels of an aggregation before its arguments")
    func aggregations() {
        let a = Self.a
        #expect(Query.aggregation(.sum, a).description == "sum(a)")
        #expect(Query.aggregation(.max, by: ["x", "y"], a).description == "max by (x, y) (a)")
        #expect(Query.aggregation(.topk, by: ["x"], a, parameter: .number(3)).description == "topk by (x) (3, a)")
        let without = Query(
            .aggregation(Aggregation(.countValues, grouping: .without([]), a, parameter: .string(.init("v")))))
        #expect(without.description == "count_values without () (\"v\", a)")
    }

    @Test("has names that the grammar takes for something else where it takes them for names")
    func names() {
        for name in ["sum", "by", "offset", "start", "a:b", "_"] {
            #expect(SeriesSelector(name).description == name)
        }
        for name in ["bool", "on", "NaN", "Inf", "group_left", "atan2", "a.b", "1a", ""] {
            #expect(SeriesSelector(name).description == "{__name__=\"\(name)\"}")
        }
        let dotted = SeriesSelector("a", [LabelMatcher("b.c", .notEqual, PromQLString("d"))])
        #expect(dotted.description == "a{\"b.c\"!=\"d\"}")
        #expect(
            Query.aggregation(.sum, by: ["by", "inf", "without", "b.c"], Self.a).description
                == "sum by (by, \"inf\", \"without\", \"b.c\") (a)")
    }

    @Test("has the ranges and times that are meant")
    func times() {
        let series = SeriesSelector("a", [LabelMatcher("x", .doesNotMatch, PromQLString("b|c"))])
        #expect(Query.range(series, .minutes(5)).description == "a{x!~\"b|c\"}[5m]")
        #expect(
            Query.range(series, .minutes(90), TimeShift(at: .start, offset: .seconds(-30))).description
                == "a{x!~\"b|c\"}[1h30m] @ start() offset -30s")
        #expect(
            Query.subquery(Self.a, .minutes(60 * 24 * 7), step: .seconds(90), TimeShift(at: .time(1_600_000_000)))
                .description == "a[1w:1m30s] @ 1600000000")
        #expect(Query.vector(series, TimeShift(at: .end)).description == "a{x!~\"b|c\"} @ end()")
        let durations: [(Int, String)] = [
            (0, "0s"), (1, "1ms"), (86_400_000, "1d"), (8 * 86_400_000, "8d"), (365 * 86_400_000, "1y"),
            (366 * 86_400_000, "366d"), (3_600_001, "1h1ms"),
        ]
        for (milliseconds, text) in durations {
            #expect(Query.range(SeriesSelector("a"), .init(.milliseconds(milliseconds))).description == "a[\(text)]")
        }
    }

    @Test("has whole numbers without a point, and every number as it is read back")
    func numbers() {
        let numbers: [(Double, String)] = [
            (1000, "1000"), (0.99, "0.99"), (-1.5, "-1.5"), (1e-7, "1e-07"), (1e20, "1e+20"), (-.zero, "-0"),
            (.infinity, "Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ]
        for (number, text) in numbers { #expect(Query.number(number).description == text) }
    }

    @Test("has strings in which nothing ends them")
    func strings() {
        #expect(Query.string(.init("a\"b\\c\nd\te\r\u{7F}\u{1}é")).description == #""a\"b\\c\nd\te\r\x7f\x01é""#)
    }

    @Test("has variables of Grafana where and as they are read")
    func variables() {
        let variable = GrafanaVariable("x")
        #expect(Query.variable(variable).description == "$x")
        #expect(Query.range(SeriesSelector("a"), .variable("__rate_interval")).description == "a[$__rate_interval]")
        #expect(Query.string(.variable(GrafanaVariable("x", format: "regex"))).description == "\"${x:regex}\"")
        #expect(Query.string(.init([.literal("a"), .variable(variable), .literal("-b")])).description == "\"a$x-b\"")
        #expect(Query.string(.init([.variable(variable), .literal("b")])).description == "\"${x}b\"")
        #expect(Query.string(.init([.variable(variable), .variable(variable)])).description == "\"$x$x\"")
    }
}
