// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Collects an exposition as values.
struct SnapshotWriter: ExpositionWriter {
    private(set) var families: [MetricsSnapshot.Family] = []

    mutating func begin(names: @autoclosure () -> Set<String>) {}

    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout SnapshotSamples) -> Void) {
        var samples = SnapshotSamples()
        write(&samples)
        families.append(.init(name: family.name, help: family.help, kind: family.kind, series: samples.series))
    }
}

struct SnapshotSamples: SampleWriter {
    fileprivate var series: [MetricsSnapshot.Series] = []

    private mutating func add(_ value: MetricsSnapshot.Value, _ series: some ExposedSeries) {
        var labels: [String: String] = [:]
        series.eachLabel { labels[String(decoding: $0, as: UTF8.self)] = String(decoding: $1, as: UTF8.self) }
        self.series.append(.init(labels: labels, value: value))
    }

    mutating func value(_ value: SampleValue, of series: some ExposedSeries) { add(.number(value.double), series) }

    mutating func histogram(
        _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?, of series: some ExposedSeries
    ) {
        let buckets = buckets.map { MetricsSnapshot.Histogram.Bucket(bound: $0.bound, count: $0.count.double) }
        add(.histogram(.init(buckets: buckets, sum: sum()?.double ?? 0)), series)
    }

    mutating func nativeHistogram(
        _ native: NativeReading, beside buckets: [HistogramBucket], of series: some ExposedSeries
    ) {
        func values(_ buckets: [NativeReading.Bucket]) -> [MetricsSnapshot.NativeHistogram.Bucket] {
            buckets.map {
                .init(
                    index: $0.index, bound: NativeBounds.bound(of: $0.index, schema: native.schema),
                    count: Double($0.count))
            }
        }
        let buckets = buckets.map { MetricsSnapshot.Histogram.Bucket(bound: $0.bound, count: $0.count.double) }
        let value = MetricsSnapshot.NativeHistogram(
            schema: native.schema, zeroThreshold: native.zeroThreshold, zeroCount: Double(native.zeroCount),
            positive: values(native.positive), negative: values(native.negative))
        add(.histogram(.init(buckets: buckets, sum: native.sum, native: value)), series)
    }

    mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries) {
        add(.summary(count: count?.double ?? 0, sum: sum?.double ?? 0), series)
    }

    mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries) {
        let holding = states.enumerated().filter { holding & (1 << UInt64($0.offset)) != 0 }.map(\.element)
        add(.states(Set(holding)), series)
    }
}

extension SampleValue {
    fileprivate var double: Double {
        switch self {
        case .whole(let whole): Double(whole)
        case .double(let double): double
        }
    }
}
