/// The kinds of metric. Each is described once, in `description`; no switch over kinds has a `default`, so that the
/// compiler lists what a new kind has to say.
public enum MetricKind: String, Sendable, CaseIterable {
    case counter
    case gauge
    case histogram

    /// What everyone else reads about a kind: documents, query checks, panels and the exposition.
    public struct Description: Sendable {
        /// The word after `# TYPE name` in the text formats.
        public let expositionKeyword: String
        /// What is appended to the family's name to name its series, in the order of exposition.
        public let seriesSuffixes: [String]
        /// Whether the values of several processes can be merged in more than one way, so that a mode has to say which.
        public let hasMultiprocessMode: Bool
        /// Whether its series are there, with 0, before anything was recorded.
        public let startsAtZero: Bool
    }

    public var description: Description {
        switch self {
        case .counter:
            Description(
                expositionKeyword: "counter", seriesSuffixes: [""], hasMultiprocessMode: false, startsAtZero: true)
        case .gauge:
            Description(
                expositionKeyword: "gauge", seriesSuffixes: [""], hasMultiprocessMode: true, startsAtZero: false)
        case .histogram:
            Description(
                expositionKeyword: "histogram", seriesSuffixes: ["_bucket", "_sum", "_count"],
                hasMultiprocessMode: false, startsAtZero: true)
        }
    }
}
