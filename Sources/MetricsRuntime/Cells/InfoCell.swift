// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The memory of an info metric: its series, whose labels are the values that were set. It is an object, since the
/// labels have any length. Handles point to it and keep no count of references. In a shared directory, the values are
/// in a file.
final class InfoCell: Sendable {
    private let name: String
    let fields: [String]
    private let labels: [SeriesLabel]
    private let published = PublishedValue<KeptSeries>()
    private let shared: SharedInfo?

    init(name: String, fields: [String], labels: [SeriesLabel], shared: SharedInfo? = nil) {
        self.name = name
        self.fields = fields
        self.labels = labels
        self.shared = shared
    }

    /// What handles point to. Never freed: they keep no count of references.
    func retainedForGood() -> UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    /// Nil until it is set, and in a shared directory.
    var series: KeptSeries? { published.value }

    /// Replaces the values that were set before. Takes no lock, except in a shared directory.
    func set(_ values: [String]) {
        precondition(
            values.count == fields.count, "`\(name)` has \(fields.count) fields, not \(values.count)")
        let labels = labels + zip(fields, values).map { SeriesLabel(name: $0, value: $1) }
        if let shared { return shared.set(labels) }
        published.replace(KeptSeries(name, [.init(.level)], labels: labels))
    }

    /// Removes the values, as if they had never been set.
    func clear() { published.replace(nil) }
}
