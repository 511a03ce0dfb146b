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
