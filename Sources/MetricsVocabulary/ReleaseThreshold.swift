// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A release from which on something holds: a known one, or one a number of minor versions after a known one.
///
/// Within a major version the releases in between are counted by their numbers. Two numbers don't tell how many
/// minors a major version had, so across a major step the fewest possible are assumed: `1.0` may follow `0.8`, and is
/// one release later then. This assumption can only let a metric live longer, never shorter; with a list of releases
/// (`ReleaseSequence`) nothing has to be assumed.
public struct ReleaseThreshold: Hashable, Sendable {
    /// The known release line.
    public let line: MinorVersion
    /// The number of minor versions after it.
    public let minorOffset: Int
    /// The number of patch releases after it, in a product whose lifecycle counts them.
    public let patchOffset: Int

    /// The release that is `minorOffset` minor versions after a known one; by default the known one itself.
    public init(_ line: MinorVersion, minorOffset: Int = 0) {
        self.line = line
        self.minorOffset = minorOffset
        patchOffset = 0
    }

    /// The release that is `patchOffset` patch releases after a known one.
    public init(_ line: MinorVersion, patchOffset: Int) {
        self.line = line
        minorOffset = 0
        self.patchOffset = patchOffset
    }

    /// The release at a distance from a known one: in patch releases, if the known one has the number of one.
    package init(_ line: MinorVersion, distance: Int) {
        if line.patch == nil {
            self.init(line, minorOffset: distance)
        } else {
            self.init(line, patchOffset: distance)
        }
    }

    /// The distance from the known release.
    package var distance: Int { minorOffset + patchOffset }

    /// A release that nobody has decided on: no release reaches it.
    public static let undecided = ReleaseThreshold(MinorVersion(.max, .max))

    /// Whether nobody has decided on the release.
    public var isUndecided: Bool { self == .undecided }

    /// Whether a release line is at or after the threshold.
    public func isReached(at other: MinorVersion) -> Bool {
        if minorOffset == 0 { return other >= line && patchReleases(until: other) >= patchOffset }
        if other.major < line.major { return false }
        if other.major == line.major { return line.advanced(byMinors: minorOffset) <= other }
        // The last minor of each major version in between, and then the minors of this one from its `.0` on.
        let (sum, overflow) = other.minor.addingReportingOverflow(other.major - line.major)
        return overflow || sum >= minorOffset
    }

    /// The release of this threshold, as far as another release tells: within the same major version it is counted
    /// there, in a later one it has moved on to that.
    public func release(seenFrom other: MinorVersion) -> MinorVersion {
        if minorOffset == 0 {
            if patchOffset == 0 { return line }
            guard other.line > line.line else { return line.advanced(byPatches: patchOffset) }
            let begun = patchReleases(until: other.line)
            return MinorVersion(other.major, other.minor, Swift.max(0, patchOffset - begun))
        }
        guard minorOffset > 0, other.major > line.major else { return line.advanced(byMinors: minorOffset) }
        return MinorVersion(other.major, Swift.max(0, minorOffset - (other.major - line.major)))
    }

    /// The fewest releases that there can be from the known release to a later one: one for each minor version in
    /// between, and one for each major version.
    private func patchReleases(until other: MinorVersion) -> Int {
        let patch = other.patch ?? 0
        if other.line == line.line { return patch - (line.patch ?? 0) }
        let (minors, majors) =
            other.major == line.major ? (other.minor - line.minor, 0) : (other.minor, other.major - line.major)
        let (sum, overflow) = minors.addingReportingOverflow(patch)
        let (total, overflows) = sum.addingReportingOverflow(majors)
        return overflow || overflows ? .max : total
    }
}
