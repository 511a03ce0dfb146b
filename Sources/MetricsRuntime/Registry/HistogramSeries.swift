import Synchronization

/// A histogram's cell and the rendered text in front of each of its values: one for each bucket, `_sum` and `_count`.
struct HistogramSeries {
    // Never freed: handles lead to it and keep no count of references.
    private let cell: UnsafeMutablePointer<HistogramCell>
    private let prefixes: [[UInt8]]

    /// The most bytes that it can take in an exposition.
    let largestText: Int

    init(name: String, bounds: [Double], labels: [ExpositionText.Label]) {
        cell = HistogramCell.allocate(bounds: bounds)
        let buckets = (bounds + [.infinity]).map { bound in
            let le = ExpositionText.Label(name: "le", value: NumberText.text(of: bound))
            return ExpositionText.prefix(name: name + "_bucket", labels: labels + [le])
        }
        prefixes = buckets + ["_sum", "_count"].map { ExpositionText.prefix(name: name + $0, labels: labels) }
        largestText = prefixes.reduce(0) { $0 + $1.count + NumberWriter.largest + 1 }
    }

    /// Where handles lead.
    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }

    /// Back to 0, as a series begins.
    func reset() {
        for index in 0...cell.pointee.boundCount {
            HistogramCell.bucketsOf(cell)[index].store(0, ordering: .relaxed)
        }
        HistogramCell.sumOf(cell).pointee.store(0, ordering: .relaxed)
    }

    func write(into text: inout [UInt8]) {
        text.appendBytes(atMost: largestText) { place in
            var place = place
            var count: UInt64 = 0
            let buckets = HistogramCell.bucketsOf(cell)
            for index in 0...cell.pointee.boundCount {
                count &+= buckets[index].load(ordering: .relaxed)
                place = NumberWriter.write(count, to: Self.copy(prefixes[index], to: place))
                place = Self.end(place)
            }
            let sum = HistogramCell.sumOf(cell).pointee.load(ordering: .relaxed)
            place = NumberWriter.write(
                Double(bitPattern: sum), to: Self.copy(prefixes[cell.pointee.boundCount + 1], to: place))
            place = Self.end(place)
            place = NumberWriter.write(count, to: Self.copy(prefixes[cell.pointee.boundCount + 2], to: place))
            return Self.end(place)
        }
    }

    static func copy(_ prefix: [UInt8], to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        prefix.withUnsafeBufferPointer { place.update(from: $0.baseAddress!, count: $0.count) }
        return place + prefix.count
    }

    static func end(_ place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        place[0] = UInt8(ascii: "\n")
        return place + 1
    }
}
