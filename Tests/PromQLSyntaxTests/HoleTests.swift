// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("A hole in a query")
struct HoleTests {
    private func variable(_ name: String, field: String? = nil, format: String? = nil) -> PromQLHole {
        .variable(GrafanaVariable(name, field: field, format: format))
    }

    @Test("is part of the tree wherever people have one")
    func places() {
        let series = SeriesSelector("a")
        let trees: [(String, PromQLExpression)] = [
            ("a[$__rate_interval]", .range(series, .variable("__rate_interval"))),
            (
                "a[${__range_s}s:]",
                .subquery(
                    .vector(series),
                    PromQLDuration(.template(PromQLString([.hole(variable("__range_s")), .literal("s")]))))
            ),
            (
                "a[$interval:$resolution]",
                .subquery(.vector(series), .variable("interval"), step: .variable("resolution"))
            ),
            ("a[[[interval]]] offset $o", .range(series, .variable("interval"), TimeShift(offset: .variable("o")))),
            (
                "a{x=\"$ns/.*\"}",
                .vector(
                    SeriesSelector(
                        "a", [LabelMatcher("x", .equal, PromQLString([.hole(variable("ns")), .literal("/.*")]))]))
            ),
            (
                "a{$matchers, b=\"c\"}",
                .vector(SeriesSelector("a", [LabelMatcher("b", .equal, "c")], holes: [variable("matchers")]))
            ),
            (
                "sum by (${group:csv}, le) (a)",
                PromQLExpression(
                    .aggregation(
                        Aggregation(
                            .sum, grouping: .by([PromQLString([.hole(variable("group", format: "csv"))]), "le"]),
                            .vector(series))))
            ),
            ("topk($n, a)", .aggregation(.topk, .vector(series), parameter: PromQLExpression(.hole(variable("n"))))),
            (
                "x_${part.text}_count",
                .vector(
                    SeriesSelector(
                        PromQLString([.literal("x_"), .hole(variable("part", field: "text")), .literal("_count")]), [],
                        holes: []))
            ),
            (
                "${prefix}requests_total{a=\"b\"}",
                .vector(
                    SeriesSelector(
                        PromQLString([.hole(variable("prefix")), .literal("requests_total")]),
                        [LabelMatcher("a", .equal, "b")], holes: []))
            ),
            ("$query", PromQLExpression(.hole(variable("query")))),
            ("$q > 1", .binary(PromQLExpression(.hole(variable("q"))), .greater, .number(1))),
            ("$agg(a)", PromQLExpression(.call(function: PromQLString([.hole(variable("agg"))]), [.vector(series)]))),
            (
                "$agg by (b) (a)",
                PromQLExpression(
                    .aggregationTemplate(
                        AggregationTemplate(
                            PromQLString([.hole(variable("agg"))]), grouping: .by(["b"]), [.vector(series)])))
            ),
            (
                "${agg}(a) without ($l)",
                PromQLExpression(
                    .aggregationTemplate(
                        AggregationTemplate(
                            PromQLString([.hole(variable("agg"))]),
                            grouping: .without([PromQLString([.hole(variable("l"))])]), [.vector(series)])))
            ),
            (
                "0.$digits",
                PromQLExpression(.numberTemplate(PromQLString([.literal("0."), .hole(variable("digits"))])))
            ),
            ("a @ $moment", .vector(series, TimeShift(at: .hole(variable("moment"))))),
            (
                "label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\")",
                .call("label_replace", .vector(series), .string("x"), .string("$1"), .string("y"), .string("(.*)"))
            ),
        ]
        for (query, tree) in trees {
            let reading = PromQLReading(query, templates: .grafana)
            #expect(reading.findings == [], "\(query)")
            #expect(reading.expression == tree, "\(query)")
        }
    }

    @Test("leaves open what Prometheus would say about it")
    func abstaining() {
        for query in [
            "rate($metric[5m])", "sum($x)", "$a and b", "-$x", "{x=~\"$y\"}", "{$m}", "a{x=~\"($y\"}",
            "histogram_quantile($p/100, $q)",
            "abs($a) or $c", "$f(1, 2)", "count_values($l, a)", "a offset $o @ $m", "$x offset 5m",
            "topk($n, $x) by (a)", "$agg by (a) ($x)", "$agg(2, a) by (b) > 1", "sum($agg without (a) (rate(b[5m])))",
        ] {
            let reading = PromQLReading(query, templates: .grafana)
            #expect(reading.findings == [], "\(query)")
            #expect(reading.expression.span.range == 0..<query.utf8.count, "\(query)")
        }
        #expect(PromQLReading("$x").findings.map(\.fault) == [.unexpectedCharacter("$")])
    }

    @Test("leaves a label its quotes if the characters beside it need them")
    func quotedLabel() {
        for (query, printed) in [
            (#"{"a.$x"="b"}"#, #"{"a.$x"="b"}"#), (#"{"$x b"="b"}"#, #"{"$x b"="b"}"#),
            (#"{"1$x"="b"}"#, #"{"1$x"="b"}"#), (#"{"a_$x"="b"}"#, #"{a_$x="b"}"#),
        ] {
            let canonical = PromQLReading(query, templates: .grafana).expression.canonical
            #expect(canonical == printed)
            #expect(PromQLReading(canonical, templates: .grafana).findings == [], "\(query)")
        }
    }

    @Test("may come from a Go template, printf or Jsonnet")
    func otherTemplates() {
        let action = PromQLReading("x_{{ .Values.name }}{a=\"{{ $labels.b }}-c\"}", templates: .actions)
        #expect(action.findings == [])
        #expect(action.expression.description == "x_{{ .Values.name }}{a=\"{{ $labels.b }}-c\"}")
        let braces = PromQLReading("x{{{ .matchers }}}", templates: .actions)
        #expect(braces.findings == [])
        #expect(braces.expression == .vector(SeriesSelector("x", [], holes: [.action("{{ .matchers }}")])))
        let verb = PromQLReading("x{a=%q} %% 2", templates: .verbs)
        #expect(verb.findings == [])
        #expect(
            verb.expression
                == .binary(
                    .vector(SeriesSelector("x", [LabelMatcher("a", .equal, PromQLString([.hole(.verb("%q"))]))])),
                    .modulo, .number(2)))
        let jsonnet = PromQLReading("x{%(selector)s, a=\"b\"} % 2", templates: .verbs)
        #expect(jsonnet.findings == [])
        #expect(
            jsonnet.expression
                == .binary(
                    .vector(SeriesSelector("x", [LabelMatcher("a", .equal, "b")], holes: [.verb("%(selector)s")])),
                    .modulo, .number(2)))
    }
}

extension SeriesSelector {
    fileprivate init(_ name: String, _ matchers: [LabelMatcher], holes: [PromQLHole]) {
        self.init(PromQLString(name), matchers, holes: holes)
    }
}
