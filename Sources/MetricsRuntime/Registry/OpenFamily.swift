// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The series of an open label's values, made when they are first used. Handles point to its index, which points
/// here.
// @unchecked: what `index` leads to synchronises itself; the rest is touched under `StructureLock`.
final class OpenFamily: @unchecked Sendable {
    /// What handles point to. A look-up must not access a variable of an object, since Swift would check the access.
    let index: UnsafeMutablePointer<OpenIndex>

    private let metric: MetricDeclaration
    /// The registry's constant labels and those that are bound.
    private let bound: [SeriesLabel]
    private let constant: [SeriesLabel]
    private let store: MappedStore?
    private let forwarder: (any RecordForwarder)?
    private let series: SeriesList
    /// The cells that the handles of forwarded series stand for.
    private var innerCells: [UnsafeMutableRawPointer: UnsafeMutableRawPointer] = [:]
    /// Cells that were removed, by their values. Those of counters and gauges are in the index, which finds them by
    /// itself, unless they are forwarded.
    private var removedCells: [LabelValues: UnsafeMutableRawPointer] = [:]
    private var limits: UnsafeMutablePointer<ValueLimits>? { index.pointee.limits }

    init(
        _ metric: MetricDeclaration, bound: [SeriesLabel], constant: [SeriesLabel], in store: MappedStore?,
        forwarder: (any RecordForwarder)?
    ) {
        self.metric = metric
        self.bound = bound
        self.constant = constant
        self.store = store
        self.forwarder = forwarder
        series = SeriesList(name: metric.name, shape: metric.shape, bound: bound, open: metric.labels.open)
        // Never freed: handles point here and keep no count of references.
        index = .allocate(capacity: 1)
        index.initialize(to: OpenIndex(labelCount: metric.labels.open.count, family: self))
        index.pointee.limits = ValueLimits.allocate(metric.labels.limits, of: index.pointee)
    }

    /// The cell of values that a look-up has not found. nil if the shared directory has no room for another series:
    /// what is recorded is lost, and reported.
    @inline(never)
    func makeCell(_ values: [String]) -> UnsafeMutableRawPointer? {
        let names = metric.labels.open
        precondition(
            values.count == names.count, "`\(metric.name)` has \(names.count) open labels, not \(values.count)")
        return StructureLock.withLock {
            // Another thread may have been here first.
            if let cell = index.pointee.cell(values) { return cell }
            let asked = values
            let values = limits?.pointee.limited(asked) ?? asked
            if values != asked {
                countOverflow()
                if let cell = index.pointee.cell(values) { return cell }
            }
            guard let cell = addSeries(values) else { return nil }
            limits?.pointee.add(values, cell: cell)
            return cell
        }
    }

    private func addSeries(_ values: [String]) -> UnsafeMutableRawPointer? {
        let labels = bound + zip(metric.labels.open, values).map { SeriesLabel(name: $0, value: $1) }
        if store == nil, forwarder == nil, let start = series.cellStart {
            let cell = index.pointee.insertOwnCell(values, start: start)
            return series.add(labels, cell: cell)
        }
        if let cell = removedCells.removeValue(forKey: LabelValues(values)) {
            series.putBack(innerCells[cell] ?? cell)
            index.pointee.insert(values, cell: cell)
            return cell
        }
        guard let inner = newCell(labels) else { return nil }
        var cell = inner
        if let forwarder {
            cell = ForwardedCell.handle(of: inner, metric, labels: labels, to: forwarder)
            if store == nil { innerCells[cell] = inner }
        }
        index.pointee.insert(values, cell: cell)
        return cell
    }

    /// The number of look-ups of this process that used a series of `ValueLimits.overflow`.
    var overflowCount: UInt64 {
        limits.map { Counter(UnsafeMutableRawPointer(bitPattern: $0.pointee.counter.load(ordering: .acquiring))).whole }
            ?? 0
    }

    /// The first one makes the counter: in the shared directory an ordinary one, whose sum is in every exposition.
    private func countOverflow() {
        guard let limits else { return }
        if limits.pointee.countOverflow() { return }
        limits.pointee.counter.store(UInt(bitPattern: newOverflowCounter()), ordering: .releasing)
        _ = limits.pointee.countOverflow()
    }

    private func newOverflowCounter() -> UnsafeMutableRawPointer {
        if let store, let cell = OverflowCounter.cell(of: metric.name, constant, in: store) { return cell }
        // Never freed: it is incremented without a lock.
        let cell = UnsafeMutablePointer<CounterCell>.allocate(capacity: 1)
        cell.initialize(to: CounterCell())
        return UnsafeMutableRawPointer(cell)
    }

    private func newCell(_ labels: [SeriesLabel]) -> UnsafeMutableRawPointer? {
        guard let store else { return series.add(labels) }
        store.checkFiles()
        return try? store.cellWhileRecording(
            name: metric.name, help: metric.help, shape: metric.shape, labels: labels)
    }

    // MARK: Removal

    /// Removes the series of these values from the exposition. From then on the values of its handles are not
    /// exported. If the values are used again, the series begins at 0, in the same cell.
    ///
    /// - Returns: `false` if there is none, or if it is in the shared directory, whose format has no removal.
    func remove(_ values: [String]) -> Bool {
        StructureLock.withLock {
            guard store == nil, values.count == metric.labels.open.count, let cell = index.pointee.cell(values) else {
                return false
            }
            index.pointee.remove(values)
            take(out: cell, of: values)
            return true
        }
    }

    func removeAll() -> Int {
        StructureLock.withLock {
            guard store == nil else { return 0 }
            let removed = index.pointee.removeAll()
            for (cell, values) in removed { take(out: cell, of: values) }
            return removed.count
        }
    }

    /// Removes all series and forgets the look-ups beyond limits.
    func reset() {
        _ = removeAll()
        guard store == nil, let limits,
            let counter = UnsafeMutablePointer<CounterCell>(
                bitPattern: limits.pointee.counter.load(ordering: .acquiring))
        else { return }
        counter.pointee.whole.store(0, ordering: .relaxed)
    }

    private func take(out cell: UnsafeMutableRawPointer, of values: [String]) {
        limits?.pointee.remove(values)
        series.remove(innerCells[cell] ?? cell)
        if series.cellStart == nil || forwarder != nil { removedCells[LabelValues(values)] = cell }
    }

    /// Under `StructureLock`.
    var callbacks: [CallbackCell] { series.callbacks }

    /// Under `StructureLock`.
    var snapshot: SeriesList.Snapshot { series.snapshot }
}
