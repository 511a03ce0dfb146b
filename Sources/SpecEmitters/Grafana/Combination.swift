import MetricsVocabulary
import PromQLSyntax

/// How the values of several servers become one.
enum Combination {
    case sum, lowest, highest

    /// The mode is about the processes of one server, and says of several only what nothing else does.
    init(_ mode: MultiprocessMode, of meaning: GrafanaUnit.Meaning) {
        self =
            switch mode {
            case .min, .livemin: .lowest
            case .max, .livemax: .highest
            // Where the spec gives no unit, its processes' values adding up is the only sign that servers' do.
            case .sum, .livesum: meaning == .amount || meaning == .unknown ? .sum : .highest
            case .all, .liveall, .mostrecent, .livemostrecent: meaning == .amount ? .sum : .highest
            }
    }

    var operation: AggregationOperator {
        switch self {
        case .sum: .sum
        case .lowest: .min
        case .highest: .max
        }
    }

    var words: String {
        switch self {
        case .sum: "All servers together."
        case .lowest: "The lowest of all servers."
        case .highest: "The highest of all servers."
        }
    }
}
