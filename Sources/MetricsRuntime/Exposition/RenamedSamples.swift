// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Passes on the samples of a family as those of another name, to a writer of any format.
struct RenamedSamples<Samples: SampleWriter>: SampleWriter {
    private(set) var samples: Samples
    private let family: ExposedFamily
    private let other: ExposedFamily

    init(samples: consuming Samples, from family: ExposedFamily, to other: ExposedFamily) {
        self.samples = samples
        self.family = family
        self.other = other
    }

    private func renamed<Series: ExposedSeries>(_ series: Series) -> RenamedSeries<Series> {
        RenamedSeries(series: series, nameLength: family.text.name.count)
    }

    mutating func value(_ value: SampleValue, of series: some ExposedSeries) {
        samples.value(value, of: renamed(series))
    }

    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries
    ) {
        samples.histogram(buckets, sum: sum(), of: renamed(series))
    }

    mutating func nativeHistogram(
        _ native: NativeReading, beside buckets: [HistogramBucket], of series: some ExposedSeries
    ) {
        samples.nativeHistogram(native, beside: buckets, of: renamed(series))
    }

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries) {
        samples.summary(count: count, sum: sum, of: renamed(series))
    }

    /// The label of the states has the name of the family, so its lines are made again.
    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries) {
        let lines = states.map { TextLines.Sample(.state, $0) }
        var labels: [SeriesLabel] = []
        series.eachLabel { labels.append(SeriesLabel(name: $0, value: $1)) }
        samples.stateSet(states, holding: holding, of: KeptSeries(other.name, lines, labels: labels))
    }
}

/// A series whose kept lines begin with another name than that of the family that is written.
private struct RenamedSeries<Series: ExposedSeries>: ExposedSeries {
    let series: Series
    /// The length of the name that the kept lines begin with.
    let nameLength: Int

    func eachLabel(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) { series.eachLabel(body) }

    /// A message has no name.
    var message: SeriesMessage? { series.message }

    var text: SeriesText {
        switch series.text {
        case .line(let line):
            .restOfLine(UnsafeRawBufferPointer(start: line.start + nameLength, count: line.length - nameLength))
        case .lines(let lines): .restsOfLines(lines, from: nameLength)
        case .labels, .restOfLine, .restsOfLines: series.text
        }
    }
}
