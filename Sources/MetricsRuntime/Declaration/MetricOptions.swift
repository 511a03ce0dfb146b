// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The optional properties of a metric, as generated code declares them.
///
/// Each option has a default, so code that was generated before an option existed still compiles
/// (`InterfaceGeneration2`).
public struct MetricOptions: Equatable, Sendable {
    let deprecated: DeclaredDeprecation?
    let initial: Double?
    /// Of a registered metric: those that are visible in this process.
    var formerNames: [FormerName]

    /// The options of one metric.
    ///
    /// - Parameters:
    ///   - deprecated: The metric's deprecation, if it has one.
    ///   - initial: The value of a gauge before anything is recorded. Without it, a series exists once it is set.
    ///   - formerNames: Names under which the same series are published too.
    public init(
        deprecated: DeclaredDeprecation? = nil, initial: Double? = nil, formerNames: [FormerName] = []
    ) {
        self.deprecated = deprecated
        self.initial = initial
        self.formerNames = formerNames
    }
}
