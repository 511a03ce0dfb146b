// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The beginnings of a series' lines, up to the values: what the text format keeps of a series in memory.
///
///     end of each line | the lines, one after another
final class TextLines: Sendable {
    /// What a line has in addition to the family's name and the series' labels.
    struct Sample {
        fileprivate let series: SeriesDescription
        /// The value of the label that distinguishes the samples of a series.
        fileprivate let labelValue: String?

        init(_ series: SeriesDescription, _ labelValue: String? = nil) {
            self.series = series
            self.labelValue = labelValue
        }

        fileprivate func label(inFamily family: String) -> SeriesLabel? {
            guard let label = series.label, let labelValue else { return nil }
            return SeriesLabel(name: label.name(inFamily: family), value: labelValue)
        }
    }

    // nonisolated(unsafe): written before the object exists, and never changed. A forked child has a copy.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private let count: Int
    /// The lines with their values have at most this many bytes.
    let textSize: Int

    /// - Parameter labels: In the order of an exposition.
    init(_ family: String, _ samples: [Sample], labels: [SeriesLabel]) {
        let (lines, ends) = Self.render(family, samples, labels)
        count = ends.count
        textSize = lines.count + count * (NumberWriter.largest + 1)
        memory = .allocate(byteCount: 4 * count + lines.count, alignment: 4)
        ends.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count) }
        lines.withUnsafeBytes {
            (memory + 4 * count).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
        }
    }

    /// The beginning of the only line of a series.
    static func line(_ family: String, labels: [SeriesLabel]) -> [UInt8] {
        render(family, [Sample(.total)], labels).lines
    }

    private static func render(_ family: String, _ samples: [Sample], _ labels: [SeriesLabel])
        -> (lines: [UInt8], ends: [UInt32])
    {
        var kept: [UInt8] = []
        TextLabels.append(labels, to: &kept, name: { $0.name.utf8 }, value: { $0.value.utf8 })
        let name = Array(family.utf8)
        var lines: [UInt8] = []
        var ends: [UInt32] = []
        for sample in samples {
            var extra: [UInt8] = []
            let label = sample.label(inFamily: family)
            if let label { TextFormat.appendLabel(label.name.utf8, label.value.utf8, to: &extra) }
            kept.withUnsafeBytes { kept in
                // Never empty.
                let labels = TextLabels(start: kept.baseAddress.unsafelyUnwrapped)
                let place = label.map { labels.place(of: $0.name.utf8) }
                lines.appendBytes(atMost: labels.largestLine(name: name.count, extra: extra.count)) { start in
                    name.withUnsafeBufferPointer { name in
                        extra.withUnsafeBytes { extra in
                            labels.writeLine(
                                name, sample.series.suffix, place.map { TextLabels.Extra(text: extra, place: $0) },
                                to: start)
                        }
                    }
                }
            }
            ends.append(UInt32(lines.count))
        }
        return (lines, ends)
    }

    deinit { memory.deallocate() }

    var view: View { View(start: UnsafeRawPointer(memory), count: count) }

    /// Valid while the lines are kept.
    struct View {
        fileprivate let start: UnsafeRawPointer
        fileprivate let count: Int

        @inline(__always)
        subscript(index: Int) -> UnsafeRawBufferPointer {
            precondition(index < count)
            let end = Int(start.load(fromByteOffset: 4 &* index, as: UInt32.self))
            let begin = index == 0 ? 0 : Int(start.load(fromByteOffset: 4 &* index &- 4, as: UInt32.self))
            return UnsafeRawBufferPointer(start: start + (4 &* count &+ begin), count: end &- begin)
        }
    }
}
