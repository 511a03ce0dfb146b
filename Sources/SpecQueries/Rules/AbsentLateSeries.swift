// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

enum AbsentLateSeries {
    static let rule = Rule(code: "MG7008", name: "absent-of-late-series")
    static let explained = ExplainedRule(
        rule,
        explanation: """
            An alert with `absent` is for a process that is gone. A metric whose series are there only after the \
            first event, or only in some processes, is absent although nothing is wrong, so the alert would fire \
            after each start. A counter or histogram without open labels, and a gauge with `initial`, are there from \
            the start.
            """,
        badExample: ExampleShop.spec(
            """
            alerts:
              NoOrders: {absent: customer_orders_total, for: 15m, severity: warning, summary: The shop is gone.}
            """),
        goodExample: ExampleShop.spec(
            """
            alerts:
              NoOrders: {absent: orders_total, for: 15m, severity: warning, summary: The shop is gone.}
            """))

    enum Reason {
        case openLabel(String)
        case withoutValue
        case condition
        case notServed

        /// Nil for a metric that is there from the start.
        init?(_ metric: Metric) {
            if metric.isRemoved { return nil }
            if let label = metric.openLabels.first {
                self = .openLabel(label.name)
            } else if metric.condition != nil {
                self = .condition
            } else if !metric.startsWithValue {
                self = .withoutValue
            } else if !metric.isRecorded {
                self = .notServed
            } else {
                return nil
            }
        }
    }

    static func finding(_ metric: Metric, _ reason: Reason, of query: WrittenQuery) -> Finding {
        let (why, help) = words(reason)
        return Finding(
            rule, at: query.place, part: Finding.Part(0..<query.written.utf8.count, of: query.written),
            "\(quoted: metric.name) may be absent although nothing is wrong: \(why)", help: help)
    }

    private static func words(_ reason: Reason) -> (why: String, help: String) {
        let other = "choose a counter or a histogram without open labels"
        switch reason {
        case .openLabel(let label):
            return ("its label \(quoted: label) is open, so it has no series before its first event", other)
        case .withoutValue:
            return ("it has no series before it is set", "give it an `initial` value, or \(other)")
        case .condition: return ("only some processes have it", "choose a metric that every process has")
        case .notServed: return ("it has no series before code gives its value", other)
        }
    }
}
