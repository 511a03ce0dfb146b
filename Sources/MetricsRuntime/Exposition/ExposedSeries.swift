// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A series of an exposition. A writer of any format can use the labels; each format also has what it keeps of them.
protocol ExposedSeries {
    /// Passes the labels in the order of an exposition, without the quotes and escapes of a format.
    func eachLabel(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void)
    var text: SeriesText { get }
    /// Nil if the protobuf format keeps nothing of it.
    var message: SeriesMessage? { get }
}

/// A series whose labels and lines of the text format are kept.
struct KeptSeries: ExposedSeries {
    let labels: [SeriesLabel]
    let lines: TextLines

    init(_ family: String, _ samples: [TextLines.Sample], labels: [SeriesLabel]) {
        self.labels = labels.inOrder
        lines = TextLines(family, samples, labels: self.labels)
    }

    func eachLabel(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) { labels.each(body) }

    var text: SeriesText { .lines(lines.view) }
    var message: SeriesMessage? { nil }
}

/// What the formats keep of the counters and gauges of a list. Each series has an index of its own for each.
struct SeriesCache {
    var numbers = CachedNumbers()
    var messages = KeptMessages()
}
