// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A family that no spec declares. Each of its series has labels of its own.
// Touched under `StructureLock`.
final class UndeclaredFamily {
    let metric: UndeclaredMetric
    private let exposed: ExposedFamily
    private let constant: [SeriesLabel]
    private let store: MappedStore?
    private let list: SeriesList
    private var cells: [LabelValues: UnsafeMutableRawPointer] = [:]
    private var removed: Set<LabelValues> = []
    /// The series that take what comes after the limit.
    private var overflows: [LabelValues: (labels: [SeriesLabel], cell: UnsafeMutableRawPointer)] = [:]
    private var firstOverflow: LabelValues?
    /// The look-ups after the limit.
    private(set) var overflowCount: UInt64 = 0

    /// Of the series for what comes after the limit, one for each set of label names.
    private static let largestOverflowCount = 16

    init(_ metric: UndeclaredMetric, constant: [SeriesLabel], in store: MappedStore?) {
        self.metric = metric
        self.constant = constant
        self.store = store
        exposed = ExposedFamily(name: metric.name, help: metric.help, kind: metric.kind)
        list = SeriesList(name: metric.name, shape: metric.shape)
    }

    /// The names that no other family may have.
    var names: Set<String> { Self.names(of: metric) }

    static func names(of metric: UndeclaredMetric) -> Set<String> {
        metric.kind.names(ofFamily: metric.name)
    }

    /// - Parameter labels: In their order, with legal names.
    func series(_ labels: [SeriesLabel]) throws(UndeclaredFault) -> UndeclaredSeries {
        let key = Self.key(labels)
        if let cell = cells[key] {
            if removed.remove(key) != nil { list.putBack(cell) }
            return UndeclaredSeries(labels: labels, isOverflow: false, cell: cell)
        }
        guard cells.count < metric.limit else { return try overflow(labels) }
        let cell = try newCell(labels)
        cells[key] = cell
        return UndeclaredSeries(labels: labels, isOverflow: false, cell: cell)
    }

    private func overflow(_ labels: [SeriesLabel]) throws(UndeclaredFault) -> UndeclaredSeries {
        countOverflow()
        let labels = labels.map { SeriesLabel(name: $0.name, value: ValueLimits.overflow) }
        var key = Self.key(labels)
        if overflows[key] == nil {
            if let firstOverflow, overflows.count >= Self.largestOverflowCount {
                key = firstOverflow
            } else {
                // It may be a series that was there before the limit.
                let cell = if let cell = cells[key] { cell } else { try newCell(labels) }
                overflows[key] = (labels, cell)
                firstOverflow = firstOverflow ?? key
            }
        }
        guard let found = overflows[key] else { preconditionFailure("the series was made above") }
        return UndeclaredSeries(labels: found.labels, isOverflow: true, cell: found.cell)
    }

    /// In a shared directory it is a counter like any other, whose sum is on the page.
    private func countOverflow() {
        guard let store else { return overflowCount &+= 1 }
        if let cell = OverflowCounter.cell(of: metric.name, constant, in: store) { Counter(cell).increment() }
    }

    private func newCell(_ labels: [SeriesLabel]) throws(UndeclaredFault) -> UnsafeMutableRawPointer {
        let labels = constant + labels
        guard let store else { return list.add(labels) }
        store.checkFiles()
        do throws(MultiprocessError) {
            return try store.cellWhileRecording(
                name: metric.name, help: metric.help, shape: metric.shape, labels: labels)
        } catch {
            throw .directory(error)
        }
    }

    /// Two lists of labels have the same key only if names and values are the same bytes.
    private static func key(_ labels: [SeriesLabel]) -> LabelValues {
        LabelValues(labels.flatMap { [$0.name, $0.value] })
    }

    // MARK: Removal

    /// Its handles stay valid; what they record is not exported until the series is used again.
    ///
    /// - Returns: `false` if there is no such series, or if it is in the shared directory, whose format has no removal.
    func remove(_ labels: [SeriesLabel]) -> Bool {
        let key = Self.key(labels)
        guard store == nil, overflows[key] == nil, let cell = cells[key], removed.insert(key).inserted else {
            return false
        }
        list.remove(cell)
        return true
    }

    /// As if nothing had been recorded. Series stay: handlers hold them.
    func reset() {
        guard store == nil else { return }
        list.reset()
        overflowCount = 0
    }

    // MARK: Exposition

    /// nil if it has no series, or if they are in the shared directory.
    var snapshot: Family.Snapshot? {
        guard store == nil, cells.count + overflows.count > removed.count else { return nil }
        return Family.Snapshot(
            family: exposed, formers: [], seriesNames: metric.kind.seriesNames(ofFamily: metric.name),
            series: [list.snapshot])
    }
}
