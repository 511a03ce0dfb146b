// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The runtime's own counter of look-ups that found a label's limit reached. It exists after the first one. In a
/// shared directory it is a counter like any other, whose value is the sum over processes.
enum OverflowCounter {
    static let family = ExposedFamily(
        name: "metricsgen_label_overflow_total",
        help: "Look-ups with one value too many of a label, which count into the value \(ValueLimits.overflow).",
        kind: .counter)

    static func labels(of metric: String, _ constant: [SeriesLabel]) -> [SeriesLabel] {
        constant + [SeriesLabel(name: "metric", value: metric)]
    }

    /// The cell of a metric's look-ups in a shared directory; nil if that has no room.
    static func cell(of metric: String, _ constant: [SeriesLabel], in store: MappedStore) -> UnsafeMutableRawPointer? {
        try? store.cellWhileRecording(
            name: family.name, help: family.help, shape: .init(kind: .counter), labels: labels(of: metric, constant))
    }
}
