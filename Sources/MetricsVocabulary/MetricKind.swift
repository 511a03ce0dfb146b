/// The kinds of metric, as the spec and OpenMetrics write them. Each is described once, in `description`.
public enum MetricKind: String, Sendable, CaseIterable {
    case counter
    case gauge
    case histogram
    /// How many observations there were, and their sum.
    case summary
    /// A value that is always 1, and what its labels say.
    case info
    /// Which of a closed set of states hold.
    case stateset

    /// With its article, in the middle of a sentence.
    public var phrase: String { self == .info ? "an \(rawValue)" : "a \(rawValue)" }

    /// How many states a stateset can have: each is a bit of one word, so that they change together.
    public static let largestStateCount = 64
}
