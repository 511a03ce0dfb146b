// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What the authors of a spec demand of all its metrics: an entry of `policies`.
///
/// It says nothing about what a process serves, so it is beside the model, and no output has it.
package struct Policy: Sendable, Equatable {
    package enum Demand: Sendable, Equatable {
        /// Every metric has these keys, if its type allows them.
        case keys([Spanned<RequiredKey>])
        case noLabels([Spanned<String>])
        /// Patterns for full names: every metric matches the first or one of the others.
        case name(pattern: Spanned<String>, except: [Spanned<String>])
        case seriesLimit(Spanned<Int>)
        /// Lists of labels of which a metric has all or none.
        case labelsTogether([[Spanned<String>]])
    }

    /// A key that a metric may leave out, and that a policy can require.
    package enum RequiredKey: String, Sendable, CaseIterable {
        case unit, owner, since, stability, multiprocess, value, panel
        case howToRead = "how_to_read"
        case nextSteps = "next_steps"
        case maxSeries = "max_series"
    }

    package let demand: Demand
    package let reason: String
    package let severity: Severity

    package init(_ demand: Demand, reason: String, severity: Severity) {
        self.demand = demand
        self.reason = reason
        self.severity = severity
    }
}
