// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// What the YAML of a spec says, and its errors as YAML: always both. Nothing here knows what the file describes.
package struct YAMLDocument: Sendable {
    /// Nil if the file is empty, or has an error before its first value.
    package let root: YAMLNode?
    package let findings: [Finding]

    /// Files that are larger are not read. A real spec has a few hundred kilobytes at most.
    package static let sizeLimit = 16 * 1024 * 1024
    /// Deeper values are not read.
    package static let depthLimit = 100
    /// Values beyond this number are not read: a spec of two thousand metrics has fewer than fifty thousand.
    package static let valueLimit = 500_000
    /// Errors beyond this number are counted but not shown. A file with ten times as many is not read to its end.
    package static let findingLimit = 1_000

    package init(_ source: SourceText, id: SourceID) { (root, findings) = SpecPolicy.apply(to: source, id: id) }
}
