// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

package enum WithdrawnDeprecation {
    package static let rule = Rule(code: "MG5201", name: "withdrawn-deprecation", severity: .warning)
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            The catalogue on disk says that a metric is deprecated, and the spec no longer does. Its readers were \
            told to stop using it, and some have. If the metric really stays, say so in the release notes and run \
            `metricsgen build`, which updates the catalogue. If `deprecated` was deleted by mistake, restore it.
            """,
        badExample: "", goodExample: "")

    package static func finding(_ metric: Metric, at place: Span, since: String) -> Finding {
        Finding(
            rule, at: place,
            "\(quoted: metric.name) was deprecated since \(since) when its catalogue was made, and is so no longer",
            notes: ["its readers were told to move away"],
            help: "put `deprecated` back, or tell them that the metric stays")
    }
}
