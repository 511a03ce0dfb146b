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
}

/// The rule of a metric's end, the only implementation of it: deprecated in X.Y, served in every X.Y.*; hidden from
/// `hiddenFrom` on; removed from `removedFrom` on. Compiler, generated code and runtime ask here.
public struct Deprecation: Hashable, Sendable {
    public let since: MinorVersion
    public let hiddenFrom: MinorVersion
    public let removedFrom: MinorVersion

    public init(since: MinorVersion, hiddenFrom: MinorVersion, removedFrom: MinorVersion) {
        self.since = since
        self.hiddenFrom = hiddenFrom
        self.removedFrom = removedFrom
    }

    /// By distance, in minor versions after the deprecation.
    public init(since: MinorVersion, hideAfter: Int, removeAfter: Int) {
        self.init(
            since: since, hiddenFrom: since.advanced(byMinors: hideAfter),
            removedFrom: since.advanced(byMinors: removeAfter))
    }

    /// The state at a release line. Before the deprecation the metric is active.
    public func state(at line: MinorVersion) -> LifecycleState {
        if line >= removedFrom { return .removed }
        if line >= hiddenFrom { return .hidden }
        return line >= since ? .deprecated : .active
    }
}
