/// A series as a page shows it. A writer takes the labels; the text format takes what it has kept of them.
protocol ExposedSeries {
    /// In the order of a page.
    var labels: [SeriesLabel] { get }
    var text: SeriesText { get }
}

/// A series of which the labels and the lines of the text format are kept.
struct KeptSeries: ExposedSeries {
    let labels: [SeriesLabel]
    let lines: TextLines

    init(_ family: String, _ samples: [TextLines.Sample], labels: [SeriesLabel]) {
        self.labels = labels.inOrder
        lines = TextLines(family, samples, labels: self.labels)
    }

    var text: SeriesText { .lines(lines.view) }
}
