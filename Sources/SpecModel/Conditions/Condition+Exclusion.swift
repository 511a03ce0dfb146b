// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Metric {
    /// Whether a process can have this metric and another one. Nil is a condition that is always true.
    package func coexists(with other: Metric, among parameters: [Parameter]) -> Condition.Decision {
        Condition.joined([condition, other.condition])?.decision(among: parameters) ?? .possible([])
    }

    /// Whether no process can have this metric and another one.
    package func excludes(_ other: Metric, among parameters: [Parameter]) -> Bool {
        coexists(with: other, among: parameters) == .never
    }
}
