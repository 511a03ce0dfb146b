// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A series of an exposition. A writer of any format uses the labels; the text format uses what it has kept of them.
protocol ExposedSeries {
    /// In the order of an exposition.
    var labels: [SeriesLabel] { get }
    var text: SeriesText { get }
}

/// A series whose labels and lines of the text format are kept.
struct KeptSeries: ExposedSeries {
    let labels: [SeriesLabel]
    let lines: TextLines

    init(_ family: String, _ samples: [TextLines.Sample], labels: [SeriesLabel]) {
        self.labels = labels.inOrder
        lines = TextLines(family, samples, labels: self.labels)
    }

    var text: SeriesText { .lines(lines.view) }
}
