// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Writes an exposition in one format, as the visitor of its families. Each family passes on its samples.
protocol ExpositionWriter {
    associatedtype Samples: SampleWriter

    /// Called before the families of a source.
    ///
    /// - Parameter names: Those of its families and their series.
    mutating func begin(names: @autoclosure () -> Set<String>)

    /// - Parameters:
    ///   - textSize: The samples have at most this many bytes in the text formats, and at most twice as many in the
    ///     protobuf format. Writers make room for all of them at once.
    ///   - write: Passes the samples, all of one series together.
    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout Samples) -> Void)
}

/// Writes the samples of one family.
protocol SampleWriter {
    /// The value of a counter or a gauge. An info metric has the value 1.
    mutating func value(_ value: SampleValue, of series: some ExposedSeries)

    /// - Parameters:
    ///   - buckets: In the order of their bounds, with cumulative counts. The last is the count of all observations.
    ///   - sum: Read after the buckets.
    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries)

    /// A histogram with native buckets.
    ///
    /// - Parameter buckets: Those with bounds, and `+Inf`, with cumulative counts.
    mutating func nativeHistogram(
        _ native: NativeReading, beside buckets: [HistogramBucket], of series: some ExposedSeries)

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries)

    /// - Parameter states: Each is one bit of `holding`, the first the lowest.
    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries)
}

/// A count in memory has all digits of a whole number. A value that is read from a file is a double.
enum SampleValue {
    case whole(UInt64)
    case double(Double)
}

struct HistogramBucket {
    let bound: Double
    let count: SampleValue
    /// The bound as the text format writes it, if it keeps no whole lines.
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
}

/// What passes its families to a writer of any format.
protocol ExpositionSource {
    associatedtype Report
    /// The families have at most this many bytes in the text format, if that is known before they are visited.
    var textSize: Int { get }
    func visit(_ writer: inout some ExpositionWriter) -> Report
}
