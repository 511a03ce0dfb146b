/// The kinds of metric. Each is described once, in `description`; no switch over kinds has a `default`, so that the
/// compiler lists what a new kind has to say.
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

    /// What everyone else reads about a kind: documents, query checks, panels and the exposition.
    public struct Description: Sendable {
        /// The word after `# TYPE name` in the text format 0.0.4, which knows no information and no set of states.
        public let expositionKeyword: String
        /// What is appended to the family's name to name its series, in the order of exposition.
        public let seriesSuffixes: [String]
        /// What a name of this kind ends in, and its family in OpenMetrics doesn't; empty where there is no such ending.
        public let nameSuffix: String
        /// Whether its values are of a unit.
        public let hasUnit: Bool
        /// Whether the values of several processes can be merged in more than one way, so that a mode has to say which.
        public let hasMultiprocessMode: Bool
        /// Whether the directory that several processes share has a place for it.
        public let isShareable: Bool
        /// Whether its series are there before anything was recorded.
        public let startsAtZero: Bool
    }

    public var description: Description {
        switch self {
        case .counter:
            Description(
                expositionKeyword: "counter", seriesSuffixes: [""], nameSuffix: "_total", hasUnit: true,
                hasMultiprocessMode: false, isShareable: true, startsAtZero: true)
        case .gauge:
            Description(
                expositionKeyword: "gauge", seriesSuffixes: [""], nameSuffix: "", hasUnit: true,
                hasMultiprocessMode: true, isShareable: true, startsAtZero: false)
        case .histogram:
            Description(
                expositionKeyword: "histogram", seriesSuffixes: ["_bucket", "_sum", "_count"], nameSuffix: "",
                hasUnit: true, hasMultiprocessMode: false, isShareable: true, startsAtZero: true)
        case .summary:
            Description(
                expositionKeyword: "summary", seriesSuffixes: ["_count", "_sum"], nameSuffix: "", hasUnit: true,
                hasMultiprocessMode: false, isShareable: true, startsAtZero: true)
        case .info:
            Description(
                expositionKeyword: "gauge", seriesSuffixes: [""], nameSuffix: "_info", hasUnit: false,
                hasMultiprocessMode: false, isShareable: false, startsAtZero: false)
        case .stateset:
            Description(
                expositionKeyword: "gauge", seriesSuffixes: [""], nameSuffix: "", hasUnit: false,
                hasMultiprocessMode: false, isShareable: false, startsAtZero: true)
        }
    }

    /// With its article, in the middle of a sentence.
    public var phrase: String { self == .info ? "an \(rawValue)" : "a \(rawValue)" }

    /// The label by which the samples of a stateset are told apart: the family's name, as Prometheus' Python client has
    /// it. A label's name has no colons.
    public static func stateLabel(of family: String) -> String {
        String(String.UnicodeScalarView(family.unicodeScalars.map { $0 == ":" ? "_" : $0 }))
    }

    /// How many states a stateset can have: each is a bit of one word, so that they change together.
    public static let largestStateCount = 64
}
