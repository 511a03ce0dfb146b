import Synchronization

/// A series of which a scrape writes several lines, or one that has to be made anew: the rendered texts, and the cell that
/// handles lead to.
protocol CompoundSeries {
    var address: UnsafeMutableRawPointer { get }
    /// The most bytes that it can take in an exposition, as far as that can be known beforehand.
    var largestText: Int { get }
    func write(into text: inout [UInt8])
    /// Back to what a series begins with.
    func reset()
}

extension HistogramSeries: CompoundSeries {}

/// A summary's cell and the rendered text in front of its two values.
struct SummarySeries: CompoundSeries {
    // Never freed: handles lead to it and keep no count of references.
    private let cell: UnsafeMutablePointer<SummaryCell>
    private let count: [UInt8]
    private let sum: [UInt8]

    init(name: String, labels: [ExpositionText.Label]) {
        cell = CompoundCell.allocate(SummaryCell())
        count = ExpositionText.prefix(name: name + "_count", labels: labels)
        sum = ExpositionText.prefix(name: name + "_sum", labels: labels)
    }

    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }
    var largestText: Int { count.count + sum.count + 2 * (NumberWriter.largest + 1) }

    func reset() {
        cell.pointee.count.store(0, ordering: .relaxed)
        cell.pointee.sum.store(0, ordering: .relaxed)
    }

    func write(into text: inout [UInt8]) {
        text.appendBytes(atMost: largestText) { place in
            let number = cell.pointee.count.load(ordering: .relaxed)
            var place = NumberWriter.write(number, to: HistogramSeries.copy(count, to: place))
            let total = Double(bitPattern: cell.pointee.sum.load(ordering: .relaxed))
            place = NumberWriter.write(total, to: HistogramSeries.copy(sum, to: HistogramSeries.end(place)))
            return HistogramSeries.end(place)
        }
    }
}

/// A stateset's cell and the rendered text in front of each of its states.
struct StateSetSeries: CompoundSeries {
    // Never freed: handles lead to it and keep no count of references.
    private let cell: UnsafeMutablePointer<StateSetCell>
    private let prefixes: [[UInt8]]

    init(name: String, states: [String], labels: [ExpositionText.Label]) {
        cell = CompoundCell.allocate(StateSetCell())
        let label = SampleLabel.state.name(inFamily: name)
        prefixes = states.map { state in
            ExpositionText.prefix(name: name, labels: labels + [.init(name: label, value: state)])
        }
    }

    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }
    var largestText: Int { prefixes.reduce(0) { $0 + $1.count + 4 } }

    func reset() { cell.pointee.states.store(StateSetCell.start, ordering: .relaxed) }

    func write(into text: inout [UInt8]) {
        var states = cell.pointee.states.load(ordering: .relaxed)
        for prefix in prefixes {
            text.append(contentsOf: prefix)
            text.append(contentsOf: states & 1 == 0 ? "0.0\n".utf8 : "1.0\n".utf8)
            states >>= 1
        }
    }
}

/// An info's one line, where it has been set.
struct InfoSeries: CompoundSeries {
    private let cell: InfoCell
    let address: UnsafeMutableRawPointer

    init(name: String, fields: [String], labels: [ExpositionText.Label]) {
        cell = InfoCell(name: name, fields: fields, labels: labels)
        // Retained for good: handles lead to it and keep no count of references.
        address = Unmanaged.passRetained(cell).toOpaque()
    }

    /// Nobody knows what will be set.
    var largestText: Int { 0 }

    func reset() { cell.clear() }

    func write(into text: inout [UInt8]) { cell.write(into: &text) }
}

private enum CompoundCell {
    /// Two threads on neighbours that share a line of the processor's cache cost each other as much as on one cell.
    static func allocate<Cell: ~Copyable>(_ cell: consuming Cell) -> UnsafeMutablePointer<Cell> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
            .bindMemory(to: Cell.self, capacity: 1)
        memory.initialize(to: cell)
        return memory
    }
}
