// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum RemovedNameReused {
    package static let rule = Rule(code: "MG5202", name: "removed-name-reused")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The catalogue on disk says that a metric was removed, and the spec has a metric of that name instead of \
            the tombstone. Old dashboards, alerts and recording rules still query the name, and would show the new \
            metric's values as if they were the old one's. Give the new metric another name, and restore the \
            tombstone.
            """,
        badExample: "", goodExample: "")

    package static func finding(_ metric: Metric, at place: Span, removedIn release: String) -> Finding {
        Finding(
            rule, at: place, "\(quoted: metric.name) is the name of a metric that was removed in \(release)",
            notes: ["dashboards of the old metric would show the values of the new one"],
            help: "rename this metric, and put the tombstone back")
    }
}
