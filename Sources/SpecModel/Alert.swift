// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A state of a product that people have to know about, and what they do then.
package struct Alert: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        case critical, warning, info
    }

    package enum Condition: Sendable, Equatable {
        /// A query, with names of metrics and of derived values: the alert fires for each series of its result.
        case query(String)
        /// A metric, by its key or full name, perhaps with matchers: the alert fires while none of its series is there.
        case absent(String)
    }

    package var name: String
    package var condition: Condition
    /// How long the condition holds before the alert fires, nil if it fires at once.
    package var duration: PrometheusDuration?
    package var severity: Severity
    /// What is wrong, in a few words.
    package var summary: String
    /// What it means for users, and what is known about it.
    package var description: String?
    /// What to do, step by step.
    package var nextSteps: [String]

    package init(
        name: String, condition: Condition, duration: PrometheusDuration? = nil, severity: Severity, summary: String,
        description: String? = nil, nextSteps: [String] = []
    ) {
        self.name = name
        self.condition = condition
        self.duration = duration
        self.severity = severity
        self.summary = summary
        self.description = description
        self.nextSteps = nextSteps
    }
}
