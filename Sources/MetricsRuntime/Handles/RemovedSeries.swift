/// What code that still records a removed metric is given to talk to: it takes every label and every call, so that the
/// compiler comes as far as the accessor, which is unavailable and says what to use instead. Nothing that compiles has
/// a value of it.
@dynamicMemberLookup @dynamicCallable
public struct RemovedSeries: Sendable {
    public init() {}

    /// `.with`, `.increment`, `.observe` and whatever else a series has.
    public subscript(dynamicMember name: String) -> RemovedSeries { self }

    /// The values of labels. A value without its type, `.stop`, is taken by what generated code adds.
    public subscript<each Value>(_ values: repeat each Value) -> RemovedSeries { self }

    @discardableResult
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, Any>) -> RemovedSeries { self }
}

/// The same for a removed stateset, whose states are written without their type: `.set(.open)` has to find them.
@dynamicMemberLookup @dynamicCallable
public struct RemovedStateSet<State>: Sendable {
    public init() {}

    public func set(_ state: State) {}
    public func set(_ states: some Sequence<State>) {}
    public func set(_ state: State, to holds: Bool) {}

    public subscript(dynamicMember name: String) -> RemovedStateSet { self }

    public subscript<each Value>(_ values: repeat each Value) -> RemovedStateSet { self }

    @discardableResult
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, Any>) -> RemovedStateSet { self }
}
