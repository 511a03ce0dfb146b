/// The runtime's own counter: look-ups that found a label's limit reached. It is there once there has been one. In a
/// shared directory it is a counter like any other, and its value the sum over processes.
enum OverflowExposition {
    static let name = "metricsgen_label_overflow_total"
    static let help = "Look-ups with one value too many of a label, which count into the value \(ValueLimits.overflow)."
    static let label = "metric"

    struct Sample {
        let metric: String
        let count: UInt64
    }

    static func write(_ samples: [Sample], into text: inout [UInt8]) {
        guard !samples.isEmpty else { return }
        text += ExpositionText.heading(
            name: name, help: help, keyword: MetricKind.counter.description.expositionKeyword)
        for sample in samples {
            text += ExpositionText.prefix(name: name, labels: [.init(name: label, value: sample.metric)])
            NumberText.append(sample.count, to: &text)
            text.append(UInt8(ascii: "\n"))
        }
    }
}
