// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MetricsRuntime

@Suite("The format of an answer")
struct MetricsFormatTests {
    private static let text = "text/plain; version=0.0.4; charset=utf-8"
    private static let openMetrics0 = "application/openmetrics-text; version=0.0.1; charset=utf-8"
    private static let protobuf =
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"

    private static func text1(_ escaping: String) -> String {
        "text/plain; version=1.0.0; charset=utf-8; escaping=\(escaping)"
    }

    private static func openMetrics(_ escaping: String = "underscores") -> String {
        "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=\(escaping)"
    }

    private func answer(_ accept: String...) -> String { MetricsFormat(accept: accept).contentType }

    /// What the releases send, as they send it.
    @Test(
        "Prometheus gets the format that it prefers",
        arguments: [
            // 2.34 to 2.48
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                openMetrics()
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                protobuf
            ),
            // 2.49 to 2.55
            (
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                openMetrics()
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.5,application/openmetrics-text;version=1.0.0;q=0.4,application/openmetrics-text;version=0.0.1;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                protobuf
            ),
            // 3.0 to 3.2, which say `escaping` twice, and 3.3
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;q=0.2",
                openMetrics("allow-utf-8")
            ),
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;q=0.2",
                openMetrics("allow-utf-8")
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;escaping=allow-utf-8;q=0.2,*/*;q=0.1",
                protobuf
            ),
            // 3.4 to 3.14
            (
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                openMetrics("allow-utf-8")
            ),
            (
                "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=underscores;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                openMetrics()
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                protobuf
            ),
            // `scrape_protocols: [PrometheusText1.0.0, OpenMetricsText0.0.1]`
            (
                "text/plain;version=1.0.0;escaping=values;q=0.3,application/openmetrics-text;version=0.0.1;q=0.2,*/*;q=0.1",
                text1("values")
            ),
            // The same as of 3.0 to 3.2: the first `escaping` counts.
            (
                "text/plain;version=1.0.0;escaping=dots;escaping=allow-utf-8;q=0.3,*/*;q=0.1", text1("dots")
            ),
        ])
    func prometheus(accept: String, type: String) { #expect(answer(accept) == type) }

    @Test(
        "other clients get what they can read",
        arguments: [
            // Netdata
            ("text/plain;version=0.0.4;q=1,*/*;q=0.1", text),
            // Telegraf, which can't read OpenMetrics; an older one also says `*/*`
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3",
                protobuf
            ),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
                protobuf
            ),
            // a browser
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", text),
        ])
    func others(accept: String, type: String) { #expect(answer(accept) == type) }

    @Test(
        "each clause has one answer",
        arguments: [
            ("", text), ("*/*", text), ("text/*", text), ("text/html", text), ("application/json", text),
            ("what is this", text), (";;;,,,", text), ("application/openmetrics-text;q=x", text),
            ("text/plain", text), ("text/plain;version=0.0.4", text),
            ("text/plain;version=1.0.0", text1("underscores")),
            ("text/plain;version=1.0.0;escaping=rot13", text1("underscores")),
            ("text/plain;version=2.0.0", text),
            ("application/openmetrics-text", openMetrics()),
            ("application/openmetrics-text;version=1.0.0", openMetrics()),
            ("application/openmetrics-text;version=0.0.1", openMetrics0),
            ("application/openmetrics-text;version=2.0.0", text), ("application/openmetrics-text;version=9.9.9", text),
            ("application/openmetrics-text;version=x", text),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited", protobuf),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily", text),
            ("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text", text),
            ("application/vnd.google.protobuf;encoding=delimited", text), ("application/vnd.google.protobuf", text),
        ])
    func clauses(accept: String, type: String) { #expect(answer(accept) == type) }

    @Test("the highest quality wins, and of equal ones the first")
    func quality() {
        #expect(answer("text/plain;q=0.2,application/openmetrics-text;q=0.3") == Self.openMetrics())
        #expect(answer("text/plain;q=0.3,application/openmetrics-text;q=0.3") == Self.text)
        #expect(answer("application/openmetrics-text;q=0.3,text/plain;q=0.3") == Self.openMetrics())
        #expect(answer("application/openmetrics-text;q=0.001,text/html") == Self.openMetrics())
        #expect(answer("*/*;q=0.5,application/openmetrics-text;q=0.4") == Self.text)
    }

    @Test(
        "a clause that is not wanted, or has no legal quality, doesn't count",
        arguments: ["0", "0.0", "0.000", "1.1", "2", "-1", "0.5x", "", "nan", "0.1234", ".5", "1.001", "00"])
    func unwanted(quality: String) {
        #expect(answer("application/openmetrics-text;q=\(quality)") == Self.text)
        #expect(
            answer("application/openmetrics-text;q=\(quality),text/plain;version=1.0.0;q=0.1")
                == Self.text1("underscores"))
    }

    @Test("letter case, spaces, quotes and several fields are as HTTP has them")
    func syntax() {
        #expect(answer("Application/OpenMetrics-Text ; Version=1.0.0 ; Q=0.5") == Self.openMetrics())
        #expect(answer("\tapplication/openmetrics-text;version=\"0.0.1\"") == Self.openMetrics0)
        #expect(answer("x/y;a=\"1,application/openmetrics-text\"") == Self.text)
        #expect(answer("x/y;a=\"\\\"\",application/openmetrics-text") == Self.openMetrics())
        #expect(answer("text/plain;q=0.5", "application/openmetrics-text;q=0.6") == Self.openMetrics())
        #expect(answer("application/openmetrics-text;version=0.0.1;version=1.0.0") == Self.openMetrics0)
        #expect(answer() == Self.text)
    }

    @Test("no header makes it fail, or takes long")
    func hostile() {
        for text in [
            String(repeating: ",", count: 16_000), String(repeating: ";", count: 16_000), "\"", "\"\\", "=;=,=",
        ] {
            #expect(answer(text) == Self.text)
        }
        #expect(answer(String(repeating: "a/b;", count: 4000) + ",application/openmetrics-text") == Self.openMetrics())
    }
}
