/// Where a metric stands at some release.
public enum LifecycleState: String, Sendable, CaseIterable {
    /// Served, and nothing is planned.
    case active
    /// Served, with a notice.
    case deprecated
    /// Served only to those who ask for it.
    case hidden
    /// Gone.
    case removed

    /// Whether a process serves a metric in this state.
    ///
    /// - Parameter showsHidden: whether the process was asked for what is hidden.
    package func isServed(showsHidden: Bool = false) -> Bool {
        switch self {
        case .active, .deprecated: true
        case .hidden: showsHidden
        case .removed: false
        }
    }
}

/// The rule of a metric's end, the only implementation of it: deprecated in X.Y, served in every X.Y.*; hidden from a
/// later release line on; removed from one later still. Compiler, generated code and runtime ask here.
public struct Deprecation: Hashable, Sendable {
    public let since: MinorVersion
    public let hidden: ReleaseBorder
    public let removed: ReleaseBorder

    public init(since: MinorVersion, hidden: ReleaseBorder, removed: ReleaseBorder) {
        self.since = since
        self.hidden = hidden
        self.removed = removed
    }

    /// By distance, in minor versions after the deprecation.
    public init(since: MinorVersion, hideAfter: Int, removeAfter: Int) {
        self.init(
            since: since, hidden: ReleaseBorder(since, minorsLater: hideAfter),
            removed: ReleaseBorder(since, minorsLater: removeAfter))
    }

    /// By releases that are known.
    public init(since: MinorVersion, hiddenFrom: MinorVersion, removedFrom: MinorVersion) {
        self.init(since: since, hidden: ReleaseBorder(hiddenFrom), removed: ReleaseBorder(removedFrom))
    }

    /// The state at a release line. Before the deprecation the metric is active.
    public func state(at line: MinorVersion) -> LifecycleState {
        guard line >= since else { return .active }
        if removed.isReached(at: line) { return .removed }
        return hidden.isReached(at: line) ? .hidden : .deprecated
    }

    /// The state in a version of the product: that of its release line, whatever the patch or prerelease. A tree without
    /// a version serves everything.
    public func state(at version: ProductVersion) -> LifecycleState {
        version.isUnversioned ? .deprecated : state(at: version.releaseLine)
    }
}

extension Deprecation {
    /// The release that hides the metric, as one can tell from the deprecation alone.
    public var hiddenFrom: MinorVersion { hidden.release(seenFrom: since) }
    /// The release that removes it.
    public var removedFrom: MinorVersion { removed.release(seenFrom: since) }
}
