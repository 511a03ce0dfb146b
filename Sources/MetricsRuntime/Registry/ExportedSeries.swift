import Synchronization

/// A cell and the rendered text in front of its values. For a histogram that is one prefix a bucket, then `_sum` and
/// `_count`.
struct ExportedSeries {
    private let cell: Cell
    private let prefixes: [[UInt8]]

    // Cells are never freed: handles lead to them and keep no count of references.
    private enum Cell {
        case counter(UnsafeMutablePointer<CounterCell>)
        case gauge(UnsafeMutablePointer<GaugeCell>)
        case histogram(UnsafeMutablePointer<HistogramCell>)
    }

    init(name: String, shape: MetricDeclaration.Shape, labels: [ExpositionText.Label]) {
        switch shape {
        case .counter:
            let memory = UnsafeMutablePointer<CounterCell>.allocate(capacity: 1)
            memory.initialize(to: CounterCell())
            cell = .counter(memory)
            prefixes = [ExpositionText.prefix(name: name, labels: labels)]
        case .gauge:
            let memory = UnsafeMutablePointer<GaugeCell>.allocate(capacity: 1)
            memory.initialize(to: GaugeCell())
            cell = .gauge(memory)
            prefixes = [ExpositionText.prefix(name: name, labels: labels)]
        case .histogram(let bounds):
            cell = .histogram(HistogramCell.allocate(bounds: bounds))
            let buckets = (bounds + [.infinity]).map { bound in
                let le = ExpositionText.Label(name: "le", value: NumberText.text(of: bound))
                return ExpositionText.prefix(name: name + "_bucket", labels: labels + [le])
            }
            prefixes =
                buckets + ["_sum", "_count"].map { ExpositionText.prefix(name: name + $0, labels: labels) }
        }
    }

    /// Where handles lead.
    var address: UnsafeMutableRawPointer {
        switch cell {
        case .counter(let cell): UnsafeMutableRawPointer(cell)
        case .gauge(let cell): UnsafeMutableRawPointer(cell)
        case .histogram(let cell): UnsafeMutableRawPointer(cell)
        }
    }

    func write(into text: inout [UInt8]) {
        switch cell {
        case .counter(let cell):
            let fraction = Double(bitPattern: cell.pointee.fraction.load(ordering: .relaxed))
            let whole = cell.pointee.whole.load(ordering: .relaxed)
            text.append(contentsOf: prefixes[0])
            if fraction == 0 {
                NumberText.append(whole, to: &text)
            } else {
                NumberText.append(Double(whole) + fraction, to: &text)
            }
            text.append(UInt8(ascii: "\n"))
        case .gauge(let cell):
            let bits = cell.pointee.bits.load(ordering: .relaxed)
            guard bits != GaugeCell.unset else { return }
            text.append(contentsOf: prefixes[0])
            NumberText.append(Double(bitPattern: bits), to: &text)
            text.append(UInt8(ascii: "\n"))
        case .histogram(let cell):
            var count: UInt64 = 0
            let buckets = HistogramCell.bucketsOf(cell)
            for index in 0...cell.pointee.boundCount {
                count &+= buckets[index].load(ordering: .relaxed)
                append(prefixes[index], count, to: &text)
            }
            let sum = HistogramCell.sumOf(cell).pointee.load(ordering: .relaxed)
            text.append(contentsOf: prefixes[cell.pointee.boundCount + 1])
            NumberText.append(Double(bitPattern: sum), to: &text)
            text.append(UInt8(ascii: "\n"))
            append(prefixes[cell.pointee.boundCount + 2], count, to: &text)
        }
    }

    private func append(_ prefix: [UInt8], _ count: UInt64, to text: inout [UInt8]) {
        text.append(contentsOf: prefix)
        NumberText.append(count, to: &text)
        text.append(UInt8(ascii: "\n"))
    }
}
