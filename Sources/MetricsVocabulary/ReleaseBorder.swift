/// A release from which on something holds: one that is known, or so many minor versions after one that is known.
///
/// Within a major version the releases in between are counted by their numbers. Nobody can know from two numbers how
/// many minors a major version had, so across a major step the fewest possible are assumed: after `0.8` may come `1.0`,
/// which then is one release later. What is assumed can only let a metric live longer, never shorter; a list of
/// releases (`ReleaseSequence`) leaves nothing to assume.
public struct ReleaseBorder: Hashable, Sendable {
    public let line: MinorVersion
    public let minorsLater: Int

    public init(_ line: MinorVersion, minorsLater: Int = 0) {
        self.line = line
        self.minorsLater = minorsLater
    }

    public func isReached(at other: MinorVersion) -> Bool {
        if other.major < line.major { return false }
        if other.major == line.major { return line.advanced(byMinors: minorsLater) <= other }
        // The last minor of each major version in between, and then the minors of this one from its `.0` on.
        let (sum, overflow) = other.minor.addingReportingOverflow(other.major - line.major)
        return overflow || sum >= minorsLater
    }

    /// The release that the border is, as far as one can tell from another: within the same major version it is
    /// counted there, in a later one it has moved on to that.
    public func release(seenFrom other: MinorVersion) -> MinorVersion {
        guard minorsLater > 0, other.major > line.major else { return line.advanced(byMinors: minorsLater) }
        return MinorVersion(other.major, Swift.max(0, minorsLater - (other.major - line.major)))
    }
}
