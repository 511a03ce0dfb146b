// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

package enum TooManyStates {
    package static let rule = Rule(code: "MG1417", name: "too-many-states")

    /// - Parameter place: the place of a state, by its position.
    static func finding(_ states: [Label.Value], place: (Int) -> Span) -> Finding? {
        guard states.count > MetricKind.largestStateCount else { return nil }
        return Finding(
            rule, at: place(MetricKind.largestStateCount),
            "a stateset can have at most \(MetricKind.largestStateCount) states, not \(states.count)",
            help: "use a gauge with a label that has these values, or an `info`")
    }
}
