import MetricsVocabulary

extension MetricKind {
    /// Whether all its series rise and fall.
    var isGauge: Bool { description.series.allSatisfy { $0.movement == .gauge } }

    /// "an info metric".
    var withArticle: String {
        switch self {
        case .counter, .gauge, .histogram, .summary, .stateset: "a \(rawValue)"
        case .info: "an info metric"
        }
    }
}
