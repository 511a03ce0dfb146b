// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

enum UnreadQuery {
    static let rule = Rule(code: "MG4002", name: "unread-query", severity: .warning)
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The query is longer, or has more expressions within one another, than is read here. Prometheus may accept it, \
            but nothing is known of it: a metric in it that is gone would not be reported. Split it with a recording \
            rule, or waive the finding.
            """,
        badExample: "", goodExample: "")
}
