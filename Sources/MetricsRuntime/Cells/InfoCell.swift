// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The memory of an info metric: its series, whose labels are the values that were set. It is an object, since the
/// labels have any length. Handles point to it and keep no count of references.
final class InfoCell: Sendable {
    private let name: String
    let fields: [String]
    private let labels: [SeriesLabel]
    private let published = PublishedValue<KeptSeries>()

    init(name: String, fields: [String], labels: [SeriesLabel]) {
        self.name = name
        self.fields = fields
        self.labels = labels
    }

    /// Nil until it is set.
    var series: KeptSeries? { published.value }

    /// Replaces the values that were set before. Takes no lock.
    func set(_ values: [String]) {
        precondition(
            values.count == fields.count, "`\(name)` has \(fields.count) fields, not \(values.count)")
        published.replace(
            KeptSeries(
                name, [.init(.level)], labels: labels + zip(fields, values).map { SeriesLabel(name: $0, value: $1) }))
    }

    /// Removes the values, as if they had never been set.
    func clear() { published.replace(nil) }
}
