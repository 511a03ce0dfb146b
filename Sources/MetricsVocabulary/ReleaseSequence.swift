// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The release lines that a product has had, or will have, oldest first: their order, if the numbers don't tell it
/// (`0.8`, `0.9`, `1.0`). After the last one, releases are counted by their numbers again.
public struct ReleaseSequence: Hashable, Sendable {
    /// The release lines, oldest first.
    public let lines: [MinorVersion]

    /// - Parameter lines: Ascending, without repetition.
    public init(_ lines: [MinorVersion] = []) { self.lines = lines }

    /// The dates of a metric's deprecation, by distance in releases. A deprecation in a release that isn't listed is
    /// counted by its number.
    public func deprecation(since: MinorVersion, hideAfter: Int, removeAfter: Int) -> Deprecation {
        deprecation(since: since, hideAfter: hideAfter as Int?, removeAfter: removeAfter)
    }

    /// The same, with nil for a distance that nobody has decided on.
    package func deprecation(since: MinorVersion, hideAfter: Int?, removeAfter: Int?) -> Deprecation {
        Deprecation(
            since: since, hidden: threshold(hideAfter, after: since), removed: threshold(removeAfter, after: since))
    }

    private func threshold(_ distance: Int?, after since: MinorVersion) -> ReleaseThreshold {
        guard let distance else { return .undecided }
        guard let start = lines.firstIndex(of: since), let last = lines.last else {
            return ReleaseThreshold(since, distance: distance)
        }
        let (index, overflow) = start.addingReportingOverflow(distance)
        if !overflow, lines.indices.contains(index) { return ReleaseThreshold(lines[index]) }
        return ReleaseThreshold(last, distance: distance - (lines.count - 1 - start))
    }
}
