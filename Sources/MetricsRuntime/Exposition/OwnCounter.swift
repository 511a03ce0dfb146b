// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A counter of the runtime's own. It exists after the first count.
struct OwnCounter {
    let family: ExposedFamily
    private(set) var samples: [(labels: [SeriesLabel], count: UInt64)] = []

    init(_ family: ExposedFamily) { self.family = family }

    /// - Parameter labels: Not made for a count of 0, of which there is one for each family of a page.
    mutating func add(_ count: UInt64, _ labels: @autoclosure () -> [SeriesLabel]) {
        if count > 0 { samples.append((labels(), count)) }
    }

    func visit(_ writer: inout some ExpositionWriter) {
        guard !samples.isEmpty else { return }
        let series = samples.map { KeptSeries(family.name, [.init(.total)], labels: $0.labels) }
        writer.family(family, textSize: series.reduce(0) { $0 + $1.lines.textSize }) { writer in
            for (sample, series) in zip(samples, series) { writer.value(.whole(sample.count), of: series) }
        }
    }
}
