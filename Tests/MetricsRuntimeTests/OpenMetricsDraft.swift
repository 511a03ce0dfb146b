// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

@testable import MetricsRuntime

/// A draft of OpenMetrics 1.0, which shows that a format is one file: it takes names, labels and values from the walk, and
/// nothing that the text format keeps.
struct OpenMetricsDraft: ExpositionWriter {
    private var text = ""

    var page: String { text + "# EOF\n" }

    mutating func family(_ family: ExposedFamily, textSize: Int, _ write: (inout Samples) -> Void) {
        let suffix = family.kind.description.nameSuffix
        let name = family.name.hasSuffix(suffix) ? String(family.name.dropLast(suffix.count)) : family.name
        text += "# TYPE \(name) \(family.kind.rawValue)\n# HELP \(name) \(Self.escaped(family.help))\n"
        var samples = Samples(name: family.name)
        write(&samples)
        text += samples.lines
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: #"\\"#).replacing("\n", with: #"\n"#).replacing("\"", with: #"\""#)
    }

    struct Samples: SampleWriter {
        fileprivate let name: String
        fileprivate var lines = ""

        fileprivate init(name: String) { self.name = name }

        private mutating func line(
            _ description: SeriesDescription, _ labels: [SeriesLabel], _ value: SampleValue, _ own: String? = nil
        ) {
            let extra = own.flatMap { own in
                description.label.map { SeriesLabel(name: $0.name(inFamily: name), value: own) }
            }
            let all = labels + (extra.map { [$0] } ?? [])
            let text = all.map { #"\#($0.name)="\#(OpenMetricsDraft.escaped($0.value))""# }.joined(separator: ",")
            let number =
                switch value {
                case .whole(let whole): "\(whole)"
                case .double(let double): NumberText.text(of: double)
                }
            lines += "\(description.name(inFamily: name))\(text.isEmpty ? "" : "{\(text)}") \(number)\n"
        }

        mutating func value(_ value: SampleValue, of series: some ExposedSeries) {
            line(.total, series.labels, value)
        }

        mutating func histogram(
            _ buckets: some Sequence<HistogramBucket>, sum: @autoclosure () -> SampleValue?,
            of series: some ExposedSeries
        ) {
            let labels = series.labels
            var count: SampleValue?
            for bucket in buckets {
                line(.bucket, labels, bucket.count, NumberText.text(of: bucket.bound))
                count = bucket.count
            }
            guard let count, let sum = sum() else { return }
            line(.count, labels, count)
            line(.sum, labels, sum)
        }

        mutating func summary(count: SampleValue?, sum: SampleValue?, of series: some ExposedSeries) {
            if let count { line(.count, series.labels, count) }
            if let sum { line(.sum, series.labels, sum) }
        }

        mutating func stateSet(_ states: [String], holding: UInt64, of series: some ExposedSeries) {
            for (index, state) in states.enumerated() {
                line(.state, series.labels, .whole(holding >> UInt64(index) & 1), state)
            }
        }
    }
}
