// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A series that has several samples, or labels that change: what is kept of it, and the cell that handles point to.
enum MultiSampleSeries {
    case histogram(HistogramSeries)
    case nativeHistogram(NativeHistogramSeries)
    case summary(SummarySeries)
    case info(InfoSeries)
    case stateSet(StateSetSeries)
    case callback(CallbackSeries)

    var address: UnsafeMutableRawPointer {
        switch self {
        case .histogram(let series): series.address
        case .nativeHistogram(let series): series.address
        case .summary(let series): series.address
        case .info(let series): series.address
        case .stateSet(let series): series.address
        case .callback(let series): series.address
        }
    }

    /// The series has at most this many bytes in the text format. For an info metric this is unknown before it is
    /// set.
    var textSize: Int {
        switch self {
        case .histogram(let series): series.kept.lines.textSize
        case .nativeHistogram(let series): series.kept.lines.textSize
        case .summary(let series): series.kept.lines.textSize
        case .info: 0
        case .stateSet(let series): series.kept.lines.textSize
        case .callback(let series): series.kept.lines.textSize
        }
    }

    /// Back to the initial state of a series.
    func reset() {
        switch self {
        case .histogram(let series): series.reset()
        case .nativeHistogram(let series): series.reset()
        case .summary(let series): series.reset()
        case .info(let series): series.cell.clear()
        case .stateSet(let series): series.reset()
        case .callback(let series): series.cell.clear()
        }
    }

    func visit(_ writer: inout some SampleWriter) {
        switch self {
        case .histogram(let series): series.visit(&writer)
        case .summary(let series): series.visit(&writer)
        // Their values are in the snapshot, or were read after it.
        case .info, .nativeHistogram: break
        case .stateSet(let series): series.visit(&writer)
        case .callback(let series): series.visit(&writer)
        }
    }

    /// What reads its value, if a closure does.
    var callback: CallbackCell? { if case .callback(let series) = self { series.cell } else { nil } }

    /// What a native histogram has counted; nil for every other type. Not under `StructureLock`.
    var native: ExposedNativeHistogram? { if case .nativeHistogram(let series) = self { series.read() } else { nil } }

    /// The values of an info metric; nil before it is set, and for every other type. Under `StructureLock`.
    var info: KeptSeries? {
        if case .info(let series) = self { series.cell.series } else { nil }
    }
}

struct SummarySeries {
    // Never freed: handles point to it and keep no count of references.
    private let cell: UnsafeMutablePointer<SummaryCell>
    let kept: KeptSeries

    init(name: String, labels: [SeriesLabel]) {
        cell = CompoundCell.allocate(SummaryCell())
        kept = KeptSeries(name, [.init(.count), .init(.sum)], labels: labels)
    }

    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }

    func reset() {
        cell.pointee.count.store(0, ordering: .relaxed)
        cell.pointee.sum.store(0, ordering: .relaxed)
    }

    func visit(_ writer: inout some SampleWriter) {
        let count = cell.pointee.count.load(ordering: .relaxed)
        let sum = Double(bitPattern: cell.pointee.sum.load(ordering: .relaxed))
        writer.summary(count: .whole(count), sum: .double(sum), of: kept)
    }
}

struct StateSetSeries {
    // Never freed: handles point to it and keep no count of references.
    private let cell: UnsafeMutablePointer<StateSetCell>
    private let states: [String]
    let kept: KeptSeries

    init(name: String, states: [String], labels: [SeriesLabel]) {
        cell = CompoundCell.allocate(StateSetCell())
        self.states = states
        kept = KeptSeries(name, states.map { .init(.state, $0) }, labels: labels)
    }

    var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(cell) }

    func reset() { cell.pointee.states.store(StateSetCell.start, ordering: .relaxed) }

    func visit(_ writer: inout some SampleWriter) {
        writer.stateSet(states, holding: cell.pointee.states.load(ordering: .relaxed), of: kept)
    }
}

struct InfoSeries {
    let cell: InfoCell
    let address: UnsafeMutableRawPointer

    init(name: String, fields: [String], labels: [SeriesLabel]) {
        cell = InfoCell(name: name, fields: fields, labels: labels)
        address = cell.retainedForGood()
    }
}

private enum CompoundCell {
    /// Two threads on neighbouring cells that share a cache line cost each other as much as on one cell.
    static func allocate<Cell: ~Copyable>(_ cell: consuming Cell) -> UnsafeMutablePointer<Cell> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
            .bindMemory(to: Cell.self, capacity: 1)
        memory.initialize(to: cell)
        return memory
    }
}
