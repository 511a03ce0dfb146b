// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The series of one metric in this process' memory: for each a cell and the rendered text before its value, in the
/// order in which they were made.
///
/// Counters and gauges are stored one after another in blocks of memory:
///
///     address of the cell | a cell of two words | length of the text | kept number | removed | size | number |
///     kept message | text before the value …
///
/// The cell is this one, or that of an `OpenIndex`, which then has the values of the labels. Cells of this list are
/// `spacing` bytes apart: two threads on neighbouring cells that share a cache line cost each other as much as on one
/// cell, and lines are fetched in pairs (`make bench` has the figures). Cells are not striped over threads: every
/// scrape, and the memory of every series, would pay for the few that several threads use at once, and those have
/// `local()`.
// @unchecked: series are made under `StructureLock`; what a scrape keeps is touched under `kept`.
final class SeriesList: @unchecked Sendable {
    private let name: String
    private let shape: MetricDeclaration.Shape
    private var blocks: [Block] = []
    private var compounds = InsertionOrder<UnsafeMutableRawPointer, MultiSampleSeries>()
    /// For series in the index: the labels that are bound, and the names of those whose values the index has.
    private let bound: [SeriesLabel]
    private let open: [String]
    /// The labels of each series that has a cell of its own. All of them exist before the first scrape.
    private var closed: [[SeriesLabel]] = []
    /// For counters and gauges, the series of each cell, made at the first removal: before that, it needs no memory.
    private var seriesByCell: [UnsafeMutableRawPointer: UnsafeMutableRawPointer]?
    /// Removed series, by cell. A handle may still point there, so the memory is kept. It is used again when the
    /// series is used again: a series that comes and goes needs no more memory than one that stays.
    private var removedCompounds: [UnsafeMutableRawPointer: MultiSampleSeries] = [:]
    /// The number of series that removal has looked at, for tests.
    private(set) var removalSteps = 0
    private let kept = Lock(SeriesCache())

    /// All series have at most this many bytes in the text format, without those of info metrics.
    private var textSize = 0

    /// A block of memory with series up to `used`. Never freed: handles point there and keep no count of references.
    fileprivate struct Block {
        let start: UnsafeMutableRawPointer
        let size: Int
        var used = 0
    }

    /// The layout of the beginning of a series, after its cell of one or two words.
    private enum Offset {
        static let ownCell = 8
        static let textLength = 24
        static let keptNumber = 28
        static let isRemoved = 32
        static let size = 36
        /// The index of its own labels in `closed`.
        static let number = 40
        static let keptMessage = 44
        static let text = 48
    }

    private static let spacing = 128
    private static let blockSize = 64 * 1024

    init(name: String, shape: MetricDeclaration.Shape, bound: [SeriesLabel] = [], open: [String] = []) {
        self.name = name
        self.shape = shape
        self.bound = bound
        self.open = open
    }

    /// The initial value of a cell of two words; nil for a metric whose cells are larger.
    var cellStart: UInt64? {
        switch (shape.kind, shape.source) {
        case (.counter, .recorded): 0
        case (.counter, .absolute), (.gauge, .recorded), (.gauge, .absolute), (.unknown, .recorded),
            (.unknown, .absolute):
            shape.initial?.bitPattern ?? GaugeCell.unset
        case (_, .callback), (.histogram, _), (.summary, _), (.info, _), (.stateset, _), (.gaugehistogram, _): nil
        }
    }

    /// Makes a series, and returns what its handles point to: the given cell, or a new one.
    func add(_ labels: [SeriesLabel], cell: UnsafeMutableRawPointer? = nil) -> UnsafeMutableRawPointer {
        if shape.source == .callback {
            return add(.callback(CallbackSeries(name: name, kind: shape.kind, labels: labels)))
        }
        return switch shape.kind {
        case .counter, .gauge, .unknown: addPlain(labels.inOrder, cell)
        case .histogram:
            if let native = shape.native {
                add(
                    .nativeHistogram(
                        NativeHistogramSeries(name: name, buckets: native, bounds: shape.bounds, labels: labels)))
            } else {
                add(.histogram(HistogramSeries(name: name, bounds: shape.bounds, labels: labels)))
            }
        case .summary: add(.summary(SummarySeries(name: name, labels: labels)))
        case .info: add(.info(InfoSeries(name: name, fields: shape.names, labels: labels)))
        case .stateset: add(.stateSet(StateSetSeries(name: name, states: shape.names, labels: labels)))
        case .gaugehistogram: preconditionFailure("`\(name)` can't be declared")
        }
    }

    private func add(_ compound: MultiSampleSeries) -> UnsafeMutableRawPointer {
        compounds[compound.address] = compound
        textSize += compound.textSize
        return compound.address
    }

    private func addPlain(_ labels: [SeriesLabel], _ cell: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
        if let cell, let series = seriesByCell?[cell] {
            flag(series).pointee.store(0, ordering: .releasing)
            return cell
        }
        let text = TextLines.line(name, labels: labels)
        // A multiple of 16, which lets text be copied in steps of 16 bytes.
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
        if cell == series + Offset.ownCell {
            series.storeBytes(of: UInt32(closed.count), toByteOffset: Offset.number, as: UInt32.self)
            closed.append(labels)
        }
        text.withUnsafeBytes {
            (series + Offset.text).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
        textSize += text.count + NumberWriter.largest + 1
        seriesByCell?[cell] = series
        return cell
    }

    /// The labels of a series, with these values from the index.
    private func labels(_ values: [String]) -> [SeriesLabel] {
        (bound + zip(open, values).map { SeriesLabel(name: $0, value: $1) }).inOrder
    }

    // MARK: Removal

    /// Removes a series from the exposition. Its handles stay valid; their values are not exported until the series
    /// is used again.
    func remove(_ cell: UnsafeMutableRawPointer) {
        removalSteps += 1
        guard cellStart == nil else {
            guard let series = knownSeries(with: cell) else { return }
            flag(series).pointee.store(1, ordering: .releasing)
            return
        }
        guard let compound = compounds[cell] else { return }
        compounds[cell] = nil
        textSize -= compound.textSize
        removedCompounds[cell] = compound
    }

    /// Restores a removed series that has no cell in an index, in its initial state.
    func putBack(_ cell: UnsafeMutableRawPointer) {
        if let cellStart {
            guard let series = knownSeries(with: cell) else { return }
            let words = cell.assumingMemoryBound(to: Atomic<UInt64>.self)
            words[0].store(cellStart, ordering: .relaxed)
            words[1].store(0, ordering: .relaxed)
            return flag(series).pointee.store(0, ordering: .releasing)
        }
        guard let compound = removedCompounds.removeValue(forKey: cell) else { return }
        compound.reset()
        _ = add(compound)
    }

    /// Every series that is there, and what was removed stays removed.
    func reset() {
        for compound in compounds.values { compound.reset() }
        for block in blocks {
            var series = block.start
            while series < block.start + block.used {
                let cell = series.load(as: UnsafeMutableRawPointer.self).assumingMemoryBound(to: Atomic<UInt64>.self)
                cell.pointee.store(cellStart ?? 0, ordering: .relaxed)
                if isSum { cell[1].store(0, ordering: .relaxed) }
                series += Int(series.load(fromByteOffset: Offset.size, as: UInt32.self))
            }
        }
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

    /// Whether the cells are those of a counter, whose value is the sum of two words.
    private var isSum: Bool { shape.kind == .counter && shape.source == .recorded }

    /// What reads the values of its series, if closures do. Under `StructureLock`.
    var callbacks: [CallbackCell] { compounds.values.compactMap(\.callback) }

    // MARK: Exposition

    /// What a scrape visits: the series as they are now. New ones can be made meanwhile.
    struct Snapshot {
        fileprivate let list: SeriesList
        fileprivate let blocks: [Block]
        fileprivate let compounds: InsertionOrder<UnsafeMutableRawPointer, MultiSampleSeries>
        /// The present values of info metrics.
        fileprivate let infos: [KeptSeries]
        /// These series have at most this many bytes in the text format.
        let textSize: Int

        /// What native histograms have counted until now. `visit` leaves them out. Not under `StructureLock`, which each
        /// takes for its own reading.
        func natives() -> [ExposedNativeHistogram] {
            list.shape.native == nil ? [] : compounds.values.compactMap(\.native)
        }

        func visit(_ writer: inout some SampleWriter) {
            if !blocks.isEmpty { list.visit(blocks, &writer) }
            for compound in compounds.values { compound.visit(&writer) }
            for info in infos { writer.value(.whole(1), of: info) }
        }
    }

    /// Under `StructureLock`.
    var snapshot: Snapshot {
        let infos = shape.kind.has(.fields) ? compounds.values.compactMap(\.info) : []
        return Snapshot(
            list: self, blocks: blocks, compounds: compounds, infos: infos,
            textSize: infos.reduce(textSize) { $0 + $1.lines.textSize })
    }

    private func visit<Writer: SampleWriter>(_ blocks: [Block], _ writer: inout Writer) {
        let isCounter = isSum
        kept.withLock { kept in
            withUnsafeMutablePointer(to: &kept) { cache in
                // Moved: a value that nothing else can see stays in registers.
                var moved = consume writer
                for block in blocks { visit(block, isCounter, cache, &moved) }
                writer = moved
            }
        }
    }

    @inline(__always)
    private func visit(
        _ block: Block, _ isCounter: Bool, _ cache: UnsafeMutablePointer<SeriesCache>,
        _ writer: inout some SampleWriter
    ) {
        var record = block.start
        let end = block.start + block.used
        while record < end {
            let series = PlainSeries(list: self, record: record, cache: cache)
            record += Int(record.load(fromByteOffset: Offset.size, as: UInt32.self))
            if flag(series.record).pointee.load(ordering: .acquiring) != 0 { continue }
            let first = series.cell.assumingMemoryBound(to: Atomic<UInt64>.self)
            var whole = first.pointee.load(ordering: .relaxed)
            guard isCounter else {
                if whole != GaugeCell.unset { writer.value(.double(Double(bitPattern: whole)), of: series) }
                continue
            }
            let fraction = first[1].load(ordering: .relaxed)
            guard fraction != 0 else {
                writer.value(.whole(whole), of: series)
                continue
            }
            // The fraction first: each part only grows, so the sum never goes back.
            whole = first.pointee.load(ordering: .acquiring)
            writer.value(.double(Double(whole) + Double(bitPattern: fraction)), of: series)
        }
    }

    /// A counter or a gauge, in a block of its list.
    private struct PlainSeries: ExposedSeries {
        // A snapshot keeps the list while it is visited.
        unowned(unsafe) let list: SeriesList
        let record: UnsafeMutableRawPointer
        let cache: UnsafeMutablePointer<SeriesCache>

        @inline(__always)
        var cell: UnsafeMutableRawPointer { record.load(as: UnsafeMutableRawPointer.self) }

        @inline(__always)
        var text: SeriesText {
            .line(
                TextLine(
                    start: record + Offset.text,
                    length: Int(record.load(fromByteOffset: Offset.textLength, as: UInt32.self)), cache: cache,
                    number: record + Offset.keptNumber))
        }

        @inline(__always)
        var message: SeriesMessage? {
            SeriesMessage(cache: cache, series: record, own: record + Offset.keptMessage)
        }

        func eachLabel(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) { labels.each(body) }

        private var labels: [SeriesLabel] {
            guard cell == record + Offset.ownCell else {
                return list.labels(OpenIndex.values(ofOwn: cell, list.open.count))
            }
            return list.closed[Int(record.load(fromByteOffset: Offset.number, as: UInt32.self))]
        }
    }
}
