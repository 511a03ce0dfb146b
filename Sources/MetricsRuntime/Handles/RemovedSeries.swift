// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The type of a removed metric, for code that still records it. It accepts every label and every call, which lets
/// the compiler reach the accessor; that is unavailable and says what to use instead. No value of it exists in code
/// that compiles.
@dynamicMemberLookup @dynamicCallable
public struct RemovedSeries: Sendable {
    /// Only the declarations that generated code makes unavailable call it.
    public init() {}

    /// `.with`, `.increment`, `.observe` and every other member of a series.
    public subscript(dynamicMember name: String) -> RemovedSeries { self }

    /// The values of labels. Generated code adds overloads for values without their type, such as `.stop`.
    public subscript<each Value>(_ values: repeat each Value) -> RemovedSeries { self }

    /// Every call of a member of a series.
    @discardableResult
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, Any>) -> RemovedSeries { self }
}

/// The same for a removed stateset, whose states are written without their type: `.set(.open)` has to resolve.
@dynamicMemberLookup @dynamicCallable
public struct RemovedStateSet<State>: Sendable {
    /// Only the declarations that generated code makes unavailable call it.
    public init() {}

    /// Accepts one state.
    public func set(_ state: State) {}
    /// Accepts several states.
    public func set(_ states: some Sequence<State>) {}
    /// Accepts a state and whether it holds.
    public func set(_ state: State, to holds: Bool) {}

    /// Every other member of a series.
    public subscript(dynamicMember name: String) -> RemovedStateSet { self }

    /// The values of labels.
    public subscript<each Value>(_ values: repeat each Value) -> RemovedStateSet { self }

    /// Every call of a member of a series.
    @discardableResult
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, Any>) -> RemovedStateSet { self }
}
