// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The optional properties of a metric, as generated code declares them.
///
/// Each option has a default, so code that was generated before an option existed still compiles
/// (`InterfaceGeneration2`).
public struct MetricOptions: Equatable, Sendable {
    let deprecated: DeclaredDeprecation?

    /// The options of one metric.
    ///
    /// - Parameter deprecated: The metric's deprecation, if it has one.
    public init(deprecated: DeclaredDeprecation? = nil) { self.deprecated = deprecated }
}
