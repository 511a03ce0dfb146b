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
    let source: ValueSource
    let multiprocess: MultiprocessMode?
    let native: NativeBuckets?

    /// The options of one metric.
    ///
    /// - Parameters:
    ///   - deprecated: The metric's deprecation, if it has one.
    ///   - initial: The value of a gauge before anything is recorded. Without it, a series exists once it is set.
    ///   - formerNames: Names under which the same series are published too.
    ///   - multiprocess: How an info metric or a stateset of several processes is merged, if not by the latest value.
    ///   - source: Where the values come from.
    ///   - native: The native buckets of a histogram, which it has in addition to its bounds.
    public init(
        deprecated: DeclaredDeprecation? = nil, initial: Double? = nil, formerNames: [FormerName] = [],
        multiprocess: MultiprocessMode? = nil, source: ValueSource = .recorded,
        native: NativeBuckets? = nil
    ) {
        self.deprecated = deprecated
        self.initial = initial
        self.formerNames = formerNames
        self.source = source
        self.multiprocess = multiprocess
        self.native = native
    }
}

/// Where the values of a metric come from.
public enum ValueSource: Sendable {
    /// Code records what happens.
    case recorded
    /// Code gives the whole count, which something else counts.
    case absolute
    /// A closure gives the value when it is scraped.
    case callback
}
