import Synchronization

/// The series of an open label's values, made when they are first asked for. Handles lead to its index, which leads here.
// @unchecked: what `index` leads to synchronises itself; the rest is touched under `StructureLock`.
final class OpenFamily: @unchecked Sendable {
    /// Where handles lead: a look-up is no access to a variable of an object, which Swift would check.
    let index: UnsafeMutablePointer<OpenIndex>

    private let metric: MetricDeclaration
    private let bound: [ExpositionText.Label]
    private let store: MappedStore?
    private let series: SeriesList
    private var limits: [ValueLimit]
    /// Cells that were taken out, by their values. Those of counters and gauges are in the index, which knows them by itself.
    private var removedCells: [LabelValues: UnsafeMutableRawPointer] = [:]
    /// Look-ups that went to a series of `ValueLimit.overflow`.
    let overflowCount: UnsafeMutablePointer<Atomic<UInt64>>

    init(_ metric: MetricDeclaration, bound: [ExpositionText.Label], in store: MappedStore?) {
        self.metric = metric
        self.bound = bound
        self.store = store
        series = SeriesList(name: metric.name, shape: metric.shape)
        limits = metric.labels.limits.map { ValueLimit($0) }
        // Never freed: handles lead here and keep no count of references.
        index = .allocate(capacity: 1)
        overflowCount = .allocate(capacity: 1)
        overflowCount.initialize(to: Atomic(0))
        index.initialize(to: OpenIndex(labelCount: metric.labels.open.count, family: self))
    }

    /// The cell of values that a look-up has not found. nil where the shared directory has no room for another series:
    /// what is recorded then is lost, and said.
    @inline(never)
    func makeCell(_ values: [String]) -> UnsafeMutableRawPointer? {
        let names = metric.labels.open
        precondition(
            values.count == names.count, "`\(metric.name)` has \(names.count) open labels, not \(values.count)")
        return StructureLock.withLock {
            // Another thread may have been here first.
            if let cell = index.pointee.cell(values) { return cell }
            let (values, isOverflow) = limited(values)
            if isOverflow {
                overflowCount.pointee.wrappingAdd(1, ordering: .relaxed)
                if let cell = index.pointee.cell(values) { return cell }
            }
            let labels = bound + zip(names, values).map { ExpositionText.Label(name: $0, value: $1) }
            if store == nil, let start = series.cellStart {
                let cell = index.pointee.insertOwnCell(values, start: start)
                return series.add(labels, cell: cell)
            }
            if let cell = removedCells.removeValue(forKey: LabelValues(values)) {
                series.putBack(cell)
                index.pointee.insert(values, cell: cell)
                return cell
            }
            guard let cell = newCell(labels) else { return nil }
            index.pointee.insert(values, cell: cell)
            return cell
        }
    }

    private func limited(_ values: [String]) -> (values: [String], isOverflow: Bool) {
        guard !limits.isEmpty else { return (values, false) }
        var limited = values
        var isOverflow = false
        for position in values.indices where !limits[position].admit(values[position]) {
            limited[position] = ValueLimit.overflow
            isOverflow = true
        }
        return (limited, isOverflow)
    }

    private func newCell(_ labels: [ExpositionText.Label]) -> UnsafeMutableRawPointer? {
        guard let store else { return series.add(labels) }
        do throws(MultiprocessError) {
            return try store.cell(name: metric.name, help: metric.help, shape: metric.shape, labels: labels)
        } catch {
            store.notify(.seriesRefused(metric: metric.name, error))
            return nil
        }
    }

    // MARK: Removal

    /// Takes the series of these values out of the exposition; its handles count unseen from then on. Asked for again,
    /// the series begins at 0, in the same cell.
    ///
    /// - Returns: false where there is none, or where it is in the shared directory, whose format has no removal.
    func remove(_ values: [String]) -> Bool {
        StructureLock.withLock {
            guard store == nil, values.count == metric.labels.open.count, let cell = index.pointee.cell(values) else {
                return false
            }
            index.pointee.remove(values)
            // With several labels another series may have the value as well, and it stays one of the first.
            if limits.count == 1 { limits[0].forget(values[0]) }
            take(out: cell, of: values)
            return true
        }
    }

    func removeAll() -> Int {
        StructureLock.withLock {
            guard store == nil else { return 0 }
            let removed = index.pointee.removeAll()
            for (cell, values) in removed { take(out: cell, of: values) }
            limits = metric.labels.limits.map { ValueLimit($0) }
            return removed.count
        }
    }

    private func take(out cell: UnsafeMutableRawPointer, of values: [String]) {
        series.remove(cell)
        if series.cellStart == nil { removedCells[LabelValues(values)] = cell }
    }

    /// Under `StructureLock`.
    var snapshot: SeriesList.Snapshot { series.snapshot }
}

/// How many different values a label may have.
struct ValueLimit {
    /// The value that stands for all that came too late.
    static let overflow = "overflow"

    private let limit: Int?
    private var known: Set<LabelValues> = []

    init(_ limit: Int?) { self.limit = limit }

    mutating func forget(_ value: String) { known.remove(LabelValues(CollectionOfOne(value))) }

    /// Whether a value is one of the first.
    mutating func admit(_ value: String) -> Bool {
        guard let limit, value != Self.overflow else { return true }
        let key = LabelValues(CollectionOfOne(value))
        if known.contains(key) { return true }
        guard known.count < limit else { return false }
        known.insert(key)
        return true
    }
}
