// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The deprecation of a metric, as generated code declares it.
public struct DeclaredDeprecation: Equatable, Sendable {
    let deprecation: Deprecation
    /// The names of the metrics to use instead.
    let replacements: [String]

    /// By distance: in minor versions after the deprecation, or in patch releases if that is in one itself.
    public init(since: MinorVersion, hideAfter: Int, removeAfter: Int, replacedBy replacements: [String] = []) {
        deprecation = Deprecation(since: since, hideAfter: hideAfter, removeAfter: removeAfter)
        self.replacements = replacements
    }

    /// By thresholds, which the compiler of the spec has computed from a list of releases.
    public init(
        since: MinorVersion, hidden: ReleaseThreshold, removed: ReleaseThreshold, replacedBy replacements: [String] = []
    ) {
        deprecation = Deprecation(since: since, hidden: hidden, removed: removed)
        self.replacements = replacements
    }
}
