// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The stage of a metric at a release.
public enum LifecycleState: String, Sendable, CaseIterable {
    /// Served, and nothing is planned.
    case active
    /// Served, with a notice.
    case deprecated
    /// Served only on request.
    case hidden
    /// No longer served.
    case removed

    /// Whether a process serves a metric in this state.
    ///
    /// - Parameter showsHidden: Whether hidden metrics were requested.
    package func isServed(showsHidden: Bool = false) -> Bool {
        switch self {
        case .active, .deprecated: true
        case .hidden: showsHidden
        case .removed: false
        }
    }
}

/// The rule of deprecation, implemented only here: deprecated in X.Y, served in every X.Y.*; hidden from a later
/// release line on; removed from a still later one. The compiler, generated code and the runtime use it.
public struct Deprecation: Hashable, Sendable {
    /// The release line that deprecates the metric.
    public let since: MinorVersion
    /// From when on the metric is hidden; it may be undecided.
    public let hidden: ReleaseThreshold
    /// From when on the metric is removed; it may be undecided.
    public let removed: ReleaseThreshold

    /// By thresholds, which are computed already.
    public init(since: MinorVersion, hidden: ReleaseThreshold, removed: ReleaseThreshold) {
        self.since = since
        self.hidden = hidden
        self.removed = removed
    }

    /// By distance: in minor versions after the deprecation, or in patch releases if that is in one itself.
    public init(since: MinorVersion, hideAfter: Int, removeAfter: Int) {
        self.init(
            since: since, hidden: ReleaseThreshold(since, distance: hideAfter),
            removed: ReleaseThreshold(since, distance: removeAfter))
    }

    /// By known releases.
    public init(since: MinorVersion, hiddenFrom: MinorVersion, removedFrom: MinorVersion) {
        self.init(since: since, hidden: ReleaseThreshold(hiddenFrom), removed: ReleaseThreshold(removedFrom))
    }

    /// The state at a release line. Before the deprecation the metric is active.
    public func state(at line: MinorVersion) -> LifecycleState {
        guard line >= since else { return .active }
        if removed.isReached(at: line) { return .removed }
        return hidden.isReached(at: line) ? .hidden : .deprecated
    }

    /// The stage at a version of the product, whatever its prerelease. Its patch number counts only if the deprecation
    /// is in patch releases. A source tree without a version serves everything.
    public func state(at version: ProductVersion) -> LifecycleState {
        version.isUnversioned ? .deprecated : state(at: version.release)
    }
}

extension Deprecation {
    /// The release that hides the metric, as far as the deprecation alone tells. Not for an undecided one.
    public var hiddenFrom: MinorVersion { hidden.release(seenFrom: since) }
    /// The release that removes it. Not for an undecided one.
    public var removedFrom: MinorVersion { removed.release(seenFrom: since) }
}

extension Deprecation {
    /// The release of one of its steps, as far as a release of the product tells; nil while it is undecided.
    package func release(of step: KeyPath<Deprecation, ReleaseThreshold>, seenFrom line: MinorVersion) -> MinorVersion?
    {
        let threshold = self[keyPath: step]
        return threshold.isUndecided ? nil : threshold.release(seenFrom: max(line, since))
    }
}
