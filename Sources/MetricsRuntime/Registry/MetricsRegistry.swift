import Synchronization

/// The metrics of a process, or of one part of it, and their exposition.
///
/// Generated structs put their families here when they are made. Recording does not touch the registry again, and the
/// cells that handles lead to outlive it.
///
/// Values are in memory, or in a directory that several processes share: by default where `PROMETHEUS_MULTIPROC_DIR`
/// says so. A registry in a directory exports the sum over all of its processes.
public final class MetricsRegistry: Sendable {
    private let families = Lock(FamilyTable())
    private let storage: MultiprocessDirectory?
    /// Directories whose sum is a part of the exposition, each once.
    private let directories: Lock<[MultiprocessReader]>

    public init(storage: MetricsStorage = .environment) {
        self.storage = storage.directory
        directories = Lock(self.storage.map { [MultiprocessReader(directory: $0.path)] } ?? [])
    }

    /// Makes the sum of a directory a part of the exposition, beside what this registry has itself. A directory that is
    /// a part of it already is not added again.
    public func add(_ reader: MultiprocessReader) {
        directories.withLock { directories in
            guard !directories.contains(where: { $0.isSameDirectory(as: reader) }) else { return }
            directories.append(reader)
        }
    }

    /// Appends the text format 0.0.4 of every family, in the order in which they were registered.
    ///
    /// A counter or histogram whose labels are all bound or closed is there from the start with 0; a gauge once it has
    /// been set; an open label's series once it has been used. Then come the sums of directories, by name.
    public func writeExposition(into text: inout [UInt8]) {
        let (families, snapshots) = StructureLock.withLock { () -> (FamilyTable, [Family.Snapshot]) in
            // Series are made under the same lock; writing them out must not hold up those who make them.
            self.families.withLock { ($0, $0.inOrder.compactMap(\.snapshot)) }
        }
        let largest = snapshots.reduce(0) { $0 + $1.largestText }
        if text.capacity < text.count + largest { text.reserveCapacity(text.count + largest) }
        for snapshot in snapshots { snapshot.write(into: &text) }
        OverflowExposition.write(families.inOrder, into: &text)
        for reader in directories.withLock({ $0 }) {
            reader.writeExposition(without: { families.isExported($0) }, into: &text)
        }
    }

    /// The text format 0.0.4 of every family, as one text.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// What the last exposition found in its directories besides values.
    public var multiprocessReports: [MultiprocessReader.Report] { directories.withLock { $0 }.map(\.lastReport) }

    /// Takes the series of an open label's values out of the exposition: an adapter that was unloaded, a tenant that has
    /// gone. Handles of it stay valid and count unseen; asked for again, the values get a new series that begins at 0.
    ///
    /// - Parameters:
    ///   - metric: its name in the exposition.
    ///   - values: of its open labels, in the order in which the look-up takes them.
    /// - Returns: whether there was such a series. In a shared directory, whose format has no removal, it stays.
    @discardableResult
    public func removeSeries(of metric: String, _ values: String...) -> Bool {
        openFamilies(of: metric).reduce(false) { $1.remove(values) || $0 }
    }

    /// Takes all series of a metric with open labels out of the exposition, like `removeSeries(of:_:)`.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func removeAllSeries(of metric: String) -> Int { openFamilies(of: metric).reduce(0) { $0 + $1.removeAll() } }

    /// Look-ups that found the label's limit of different values (`max_values`) reached, and went to the series of the
    /// value `overflow`.
    public func overflowCount(of metric: String) -> UInt64 {
        openFamilies(of: metric).reduce(0) { $0 + $1.overflowCount.pointee.load(ordering: .relaxed) }
    }

    private func openFamilies(of metric: String) -> [OpenFamily] {
        StructureLock.withLock { () -> [OpenFamily] in
            self.families.withLock { $0.family(named: metric)?.openFamilies ?? [] }
        }
    }

    func register(_ product: ProductDeclaration, slotCount: Int, visibility: Visibility) throws(MetricsSetupError)
        -> InstanceSeries
    {
        for metric in product.metrics { try metric.checkBounds() }
        let isVisible = try visibility.visibleMetrics(of: product)
        let visible = zip(product.metrics, isVisible).filter(\.1).map(\.0)
        return try StructureLock.withLock { () throws(MetricsSetupError) in
            let store = try openStore()
            return try families.withLock { families throws(MetricsSetupError) in
                var changed = families
                changed.remove(instance: .init(product))
                var table = [UnsafeMutableRawPointer?](repeating: nil, count: slotCount)
                for metric in visible {
                    let block = try changed.block(for: metric, of: product, in: store)
                    table.replaceSubrange(metric.slot..<metric.slot + block.cells.count, with: block.cells)
                }
                // Only now: a registration that fails leaves the registry as it was.
                families = changed
                return InstanceSeries(table)
            }
        }
    }

    private func openStore() throws(MetricsSetupError) -> MappedStore? {
        guard let storage else { return nil }
        do throws(MultiprocessError) {
            return try MappedStore.open(storage)
        } catch {
            throw .multiprocess(error)
        }
    }
}
