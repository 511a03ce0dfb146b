// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

package enum ToolVersion {
    /// The version of metricsgen itself. `make release` requires a tag of this name.
    package static let current = "0.1.0"

    /// The commit of a release. `git archive` writes it here; in a clone this is a placeholder (`.gitattributes`).
    private static let commit = "$Format:%H$"

    /// What `--version` prints: the version and, in a release, its commit.
    package static let withCommit = commit.hasPrefix("$") ? current : "\(current) (\(commit.prefix(12)))"
}
