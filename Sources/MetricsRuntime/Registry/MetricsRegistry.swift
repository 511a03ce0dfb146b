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
        let families = StructureLock.withLock { () -> FamilyTable in self.families.withLock { $0 } }
        for family in families.inOrder { family.write(into: &text) }
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
