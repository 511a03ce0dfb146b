// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A second name of a metric, as generated code declares it: the one that it had before it was renamed. While the
/// former name is visible, the exposition has the same series under both names.
public struct FormerName: Equatable, Sendable {
    let name: String
    let help: String
    let deprecated: DeclaredDeprecation

    /// A former name with the help of its family, and its deprecation.
    public init(_ name: String, _ help: String, deprecated: DeclaredDeprecation) {
        self.name = name
        self.help = help
        self.deprecated = deprecated
    }
}
