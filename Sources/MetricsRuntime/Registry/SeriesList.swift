import Synchronization

/// The series of one metric in this process' memory: each a cell and the rendered text in front of its value, in the
/// order in which they came to be.
///
/// Counters and gauges stand one after another in blocks of memory:
///
///     address of the cell | a cell of two words | length of the text | kept number | removed | text in front of the value …
///
/// The cell is this one, or that of an `OpenIndex`. Cells of this list are `spacing` bytes apart: two threads on
/// neighbours that share a line of the processor's cache cost each other as much as on one cell, and lines are fetched in
/// pairs (`make bench` has the figures). Cells are not striped over threads: that would make every scrape, and the memory
/// of every series, pay for the few that several threads fight for, and those have `local()`.
// @unchecked: series are made under `StructureLock`; what a scrape keeps is touched under `kept`.
final class SeriesList: @unchecked Sendable {
    private let name: String
    private let shape: MetricDeclaration.Shape
    private var blocks: [Block] = []
    private var compounds = InsertionOrder<UnsafeMutableRawPointer, any CompoundSeries>()
    /// Of counters and gauges the series of each cell, since the first removal: where nothing is removed, it is no memory.
    private var seriesByCell: [UnsafeMutableRawPointer: UnsafeMutableRawPointer]?
    /// What was taken out, by cell. A handle may still lead there, so that its memory is for nobody else: it is there for
    /// when the series is asked for again, so that one that comes and goes takes no more memory than one that stays.
    private var removedCompounds: [UnsafeMutableRawPointer: any CompoundSeries] = [:]
    /// How many series removal has looked at, for tests.
    private(set) var removalSteps = 0
    /// Texts of fractional values, kept while their bits are unchanged.
    private let kept = Lock<[KeptNumber]>([])

    /// The most bytes that all series can take in an exposition.
    private(set) var largestText = 0

    /// A block of memory with series up to `used`. Never freed: handles lead there and keep no count of references.
    fileprivate struct Block {
        let start: UnsafeMutableRawPointer
        let size: Int
        var used = 0
    }

    /// What stands at the beginning of a series, behind its cell of one or two words.
    private enum Offset {
        static let ownCell = 8
        static let textLength = 24
        static let keptNumber = 28
        static let isRemoved = 32
        static let size = 36
        static let text = 48
    }

    private static let spacing = 128
    private static let blockSize = 64 * 1024

    init(name: String, shape: MetricDeclaration.Shape) {
        self.name = name
        self.shape = shape
    }

    /// What a cell of two words begins with; nil for a metric whose cells are larger.
    var cellStart: UInt64? {
        switch shape {
        case .counter: 0
        case .gauge: GaugeCell.unset
        case .histogram, .summary, .info, .stateSet: nil
        }
    }

    /// Makes a series, and returns what its handles lead to: the cell that is given, or a new one.
    func add(_ labels: [ExpositionText.Label], cell: UnsafeMutableRawPointer? = nil) -> UnsafeMutableRawPointer {
        switch shape {
        case .counter, .gauge: add(ExpositionText.prefix(name: name, labels: labels), cell)
        case .histogram(let bounds): add(HistogramSeries(name: name, bounds: bounds, labels: labels))
        case .summary: add(SummarySeries(name: name, labels: labels))
        case .info(let fields): add(InfoSeries(name: name, fields: fields, labels: labels))
        case .stateSet(let states): add(StateSetSeries(name: name, states: states, labels: labels))
        }
    }

    private func add(_ compound: some CompoundSeries) -> UnsafeMutableRawPointer {
        compounds[compound.address] = compound
        largestText += compound.largestText
        return compound.address
    }

    private func add(_ text: [UInt8], _ cell: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
        if let cell, let series = seriesByCell?[cell] {
            flag(series).pointee.store(0, ordering: .releasing)
            return cell
        }
        // A multiple of 16, so that texts can be copied in steps of 16 bytes.
        let step = cell == nil ? Self.spacing : 16
        let size = (Offset.text + text.count + step - 1) / step * step
        if blocks.last.map({ $0.used + size > $0.size }) ?? true {
            // The first block of a metric with few series is small.
            let blockSize = max(size, blocks.isEmpty ? 1024 : Self.blockSize)
            blocks.append(Block(start: .allocate(byteCount: blockSize, alignment: Self.spacing), size: blockSize))
        }
        let last = blocks.count - 1
        let series = blocks[last].start + blocks[last].used
        blocks[last].used += size
        series.initializeMemory(as: UInt64.self, repeating: 0, count: size / 8)
        let cell = cell ?? series + Offset.ownCell
        if cell == series + Offset.ownCell { cell.storeBytes(of: cellStart ?? 0, as: UInt64.self) }
        series.storeBytes(of: cell, as: UnsafeMutableRawPointer.self)
        series.storeBytes(of: UInt32(text.count), toByteOffset: Offset.textLength, as: UInt32.self)
        series.storeBytes(of: UInt32(size), toByteOffset: Offset.size, as: UInt32.self)
        text.withUnsafeBytes {
            (series + Offset.text).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
        largestText += text.count + NumberWriter.largest + 1
        seriesByCell?[cell] = series
        return cell
    }

    // MARK: Removal

    /// Takes a series out of the exposition. Its handles stay valid and count unseen, until the series is asked for again.
    func remove(_ cell: UnsafeMutableRawPointer) {
        removalSteps += 1
        switch shape {
        case .counter, .gauge:
            guard let series = knownSeries(with: cell) else { return }
            flag(series).pointee.store(1, ordering: .releasing)
        case .histogram, .summary, .info, .stateSet:
            guard let compound = compounds[cell] else { return }
            compounds[cell] = nil
            largestText -= compound.largestText
            removedCompounds[cell] = compound
        }
    }

    /// Puts a series back that was taken out and has no cell in an index, as it was at its beginning.
    func putBack(_ cell: UnsafeMutableRawPointer) {
        guard let compound = removedCompounds.removeValue(forKey: cell) else { return }
        compound.reset()
        _ = add(compound)
    }

    /// The first removal walks over all series.
    private func knownSeries(with cell: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        if let seriesByCell { return seriesByCell[cell] }
        var all: [UnsafeMutableRawPointer: UnsafeMutableRawPointer] = [:]
        for block in blocks {
            var series = block.start
            while series < block.start + block.used {
                all[series.load(as: UnsafeMutableRawPointer.self)] = series
                series += Int(series.load(fromByteOffset: Offset.size, as: UInt32.self))
            }
        }
        removalSteps += all.count
        seriesByCell = all
        return all[cell]
    }

    private func flag(_ series: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt32>> {
        (series + Offset.isRemoved).assumingMemoryBound(to: Atomic<UInt32>.self)
    }

    // MARK: Exposition

    /// What a scrape writes: the series as they are now, so that new ones can be made while it does.
    struct Snapshot {
        fileprivate let list: SeriesList
        fileprivate let blocks: [Block]
        fileprivate let compounds: InsertionOrder<UnsafeMutableRawPointer, any CompoundSeries>
        let largestText: Int
    }

    var snapshot: Snapshot {
        Snapshot(list: self, blocks: blocks, compounds: compounds, largestText: largestText)
    }

    fileprivate func write(_ snapshot: Snapshot, into text: inout [UInt8]) {
        let isCounter = shape == .counter
        kept.withLock { kept in
            text.appendBytes(atMost: snapshot.largestText + 16) { place in
                var place = place
                for block in snapshot.blocks {
                    place = write(block, isCounter, &kept, to: place)
                }
                return place
            }
        }
        for compound in snapshot.compounds.values { compound.write(into: &text) }
    }

    @inline(__always)
    private func write(
        _ block: Block, _ isCounter: Bool, _ kept: inout [KeptNumber], to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var place = place
        var series = block.start
        let end = block.start + block.used
        while series < end {
            let length = Int(series.load(fromByteOffset: Offset.textLength, as: UInt32.self))
            let this = series
            series += Int(this.load(fromByteOffset: Offset.size, as: UInt32.self))
            if flag(this).pointee.load(ordering: .acquiring) != 0 { continue }
            let first = this.load(as: UnsafeMutableRawPointer.self).assumingMemoryBound(to: Atomic<UInt64>.self)
            var whole = first.pointee.load(ordering: .relaxed)
            var isWhole = true
            var value = 0.0
            if isCounter {
                let fraction = first[1].load(ordering: .relaxed)
                if fraction != 0 {
                    // The fraction first: each part only grows, so that the sum never goes back.
                    whole = first.pointee.load(ordering: .acquiring)
                    value = Double(whole) + Double(bitPattern: fraction)
                    isWhole = false
                }
            } else {
                if whole == GaugeCell.unset { continue }
                value = Double(bitPattern: whole)
                isWhole = false
            }
            Self.copy(this + Offset.text, length, to: place)
            place += length
            if isWhole {
                place = NumberWriter.write(whole, to: place)
            } else if value >= 0, value < 0x1p53, value.sign == .plus, value.rounded(.towardZero) == value {
                place = NumberWriter.write(UInt64(value), to: place)
            } else {
                place = Self.writeKept(value, this, &kept, to: place)
            }
            place[0] = UInt8(ascii: "\n")
            place += 1
        }
        return place
    }

    /// Copies in steps of 16 bytes, the last of which may go past the end: there is room behind both.
    @inline(__always)
    private static func copy(_ text: UnsafeRawPointer, _ length: Int, to place: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(place)
        var offset = 0
        while offset < length {
            target.storeBytes(
                of: (text + offset).loadUnaligned(as: SIMD2<UInt64>.self), toByteOffset: offset,
                as: SIMD2<UInt64>.self)
            offset &+= 16
        }
    }

    private static func writeKept(
        _ value: Double, _ series: UnsafeMutableRawPointer, _ kept: inout [KeptNumber],
        to place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var number = Int(series.load(fromByteOffset: Offset.keptNumber, as: UInt32.self))
        // A forked child has the numbers of its parent and none of its texts. Two series may come to share one then, which
        // costs time and is right, since a text is taken for its bits only.
        if number == 0 || number > kept.count {
            kept.append(KeptNumber())
            number = kept.count
            series.storeBytes(of: UInt32(number), toByteOffset: Offset.keptNumber, as: UInt32.self)
        }
        return kept[number - 1].write(value, to: place)
    }
}

extension SeriesList.Snapshot {
    func write(into text: inout [UInt8]) { list.write(self, into: &text) }
}

/// A number's text, made again only when the number changes.
private struct KeptNumber {
    private var bits: UInt64 = 0
    private var length = 0
    private var text = InlineArray<32, UInt8>(repeating: 0)

    mutating func write(_ value: Double, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        if length == 0 || bits != value.bitPattern {
            bits = value.bitPattern
            let end = NumberWriter.write(value, to: place)
            length = end - place
            for index in 0..<length { text[index] = place[index] }
            return end
        }
        for index in 0..<length { place[index] = text[index] }
        return place + length
    }
}
