import Synchronization

/// The runtime's own counter: look-ups that found a label's limit reached. It is there once there has been one.
enum OverflowExposition {
    static let name = "metricsgen_label_overflow_total"

    /// - Returns: whether there was one.
    static func write(_ families: [Family], into text: inout [UInt8]) -> Bool {
        var hasHeading = false
        for family in families {
            let count = family.openFamilies.reduce(0) { $0 + $1.overflowCount.pointee.load(ordering: .relaxed) }
            guard count > 0 else { continue }
            if !hasHeading {
                text += ExpositionText.heading(
                    name: name,
                    help:
                        "Look-ups with one value too many of a label, which count into the value \(ValueLimit.overflow).",
                    keyword: MetricKind.counter.description.expositionKeyword)
                hasHeading = true
            }
            text += ExpositionText.prefix(name: name, labels: [.init(name: "metric", value: family.name)])
            NumberText.append(count, to: &text)
            text.append(UInt8(ascii: "\n"))
        }
        return hasHeading
    }
}
