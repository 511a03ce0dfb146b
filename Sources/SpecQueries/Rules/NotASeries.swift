// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import PromQLSyntax
import SpecDiagnostics

enum NotASeries {
    static let rule = Rule(code: "MG7001", name: "not-a-series")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            This key takes a metric: its key, as in `deprecated`, or its full name. Matchers in braces choose some \
            of its series. What is computed from it follows from the key that it is in, so it has no function, no \
            range and no operator. A query of another form is an `expr`.
            """,
        badExample: ExampleShop.spec(
            """
            derived:
              returns: {help: Orders that come back each second., rate: "rate(returns_total[5m])"}
            """),
        goodExample: ExampleShop.spec(
            """
            derived:
              returns: {help: Orders that come back each second., rate: returns_total}
            """))

    static func finding(_ written: String, _ reading: PromQLReading, at place: Span) -> Finding {
        if let fault = reading.findings.first {
            return Finding(
                rule, at: place, part: Finding.Part(fault.span.range, of: written), fault.fault.message,
                help: "write a metric, such as `requests_total` or `requests_total{outcome=\"error\"}`")
        }
        return Finding(
            rule, at: place, "this has to be a metric, perhaps with matchers, and \(quoted: written) is another query",
            help: "write the metric alone, or the whole query as `expr`")
    }
}
