// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import Testing

@Suite("The canonical form")
struct CanonicalFormTests {
    @Test("is what Prometheus prints on one line")
    func lines() {
        let queries = [
            "sum(a)by(b,c,)": "sum by (b, c) (a)", "SUM BY () (a)": "sum(a)",
            "sum without () (a)": "sum without () (a)",
            "a/on(x)group_left(y)b": "a / on (x) group_left (y) b", "a + ignoring() b": "a + b",
            "a*ignoring()group_right b": "a * ignoring () group_right () b", "1 + on() a": "1 + a",
            "a==bool on(x)b": "a == bool on (x) b", "a{x='0',x!=`1`}": "a{x!=\"1\",x=\"0\"}",
            "{\"a\",\"x.y\"='z'}": "{\"x.y\"=\"z\",__name__=\"a\"}", "{__name__='a'}": "{__name__=\"a\"}",
            "a offset 5m @ 1.5": "a @ 1.500 offset 5m", "a @ -1": "a @ -1.000", "a offset 0s": "a",
            "1e-7": "0.0000001", "1e21": "1000000000000000000000", "0x1F": "31", "017": "15", "-inf": "-Inf",
            "Inf": "+Inf",
            "1.25e3": "1250", "1.5e-2": "0.015", "a[90s]": "a[1m30s]", "a[7d:300]": "a[1w:5m]", "a[8d]": "a[8d]",
            "5m": "5m", "-5m": "-5m", "(a)": "(a)", "+a": "+a", "a # end": "a",
            "'\\'\\a\\u00e9\\u200b'": "\"'\\aé\\u200b\"",
            "sum by (\"a.b\", \"x\") (a)": "sum by (\"a.b\", x) (a)", "a[5m*2]": "a[5m * 2]",
        ]
        for (query, canonical) in queries {
            #expect(PromQLReading(query).expression.canonical == canonical, "\(query)")
        }
    }

    @Test("has several lines where an expression has more than 100 bytes")
    func multiline() {
        let long = "a_rather_long_name_of_a_metric{label=\"value\"}"
        let rate = "rate(\(long)[5m])"
        let query = "-(sum by (x) (\(rate) / \(rate)) > bool on (x) label_replace(\(long), 'a', 'b', 'c', 'd'))"
        let expected = """
            -(
                sum by (x) (
                    \(rate)
                  /
                    \(rate)
                )
              > bool on (x)
                label_replace(\(long), "a", "b", "c", "d")
            )
            """
        #expect(PromQLReading(query).expression.multiline == expected)
        let subquery = "max_over_time((\(long) + \(long) + \(long))[5m:1m] offset 1h)"
        let lines = """
            max_over_time(
              (
                  \(long) + \(long)
                +
                  \(long)
              )[5m:1m] offset 1h
            )
            """
        #expect(PromQLReading(subquery).expression.multiline == lines)
    }

    @Test("keeps holes as they are inserted")
    func holes() {
        let queries = [
            "rate(a{x=~'$y',z=`${y:regex}\\d`}[$__rate_interval])":
                "rate(a{x=~'$y',z=`${y:regex}\\d`}[$__rate_interval])",
            "sum by ($a, b) (x_${c}_total{$d,e=\"[[f]]g\"}) > $g": "sum by ($a, b) (x_${c}_total{$d,e=\"${f}g\"}) > $g",
        ]
        for (query, canonical) in queries {
            let reading = PromQLReading(query, templates: .grafana)
            #expect(reading.findings == [])
            #expect(reading.expression.canonical == canonical)
            #expect(PromQLReading(canonical, templates: .grafana).expression.canonical == canonical)
        }
    }
}
