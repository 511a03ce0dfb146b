// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The metrics of a process, or of one part of it, and their exposition.
///
/// Generated structs add their families when they are made. Recording does not use the registry again, and the cells
/// that handles point to outlive it.
///
/// Values are in memory, or in a directory that several processes share. By default `PROMETHEUS_MULTIPROC_DIR`
/// decides; the variable is read when the registry is made, and once more when it is first used. A registry in a
/// directory exports the sum over all of its processes.
public final class MetricsRegistry: Sendable {
    /// The labels that every series of this registry has in addition to those of its metric.
    public let constantLabels: [String: String]
    private let contents: Contents
    private let countsPrefix: String?
    private let onStart: (@Sendable (LifecycleReport) -> Void)?
    /// In nanoseconds. Only tests change it.
    let callbackDeadline: Atomic<UInt64>
    private let onCallbackFault: @Sendable (CallbackFault) -> Void

    /// What a forked child needs of its parent's registry.
    // @unchecked: touched under `StructureLock` only, which a fork holds.
    private final class Contents: @unchecked Sendable {
        var families: FamilyTable
        var undeclared = UndeclaredFamilies()
        /// The gauges that say how many metrics a product has, with their values: a reset doesn't change them.
        var counts: [(gauge: Gauge, value: Int)] = []
        var place: Place
        /// The files of this process, when there are any.
        var store: MappedStore?
        /// Directories whose sum is a part of the exposition, each once.
        var readers: [MultiprocessReader] = []
        /// The reports that were passed on.
        var reports: [LifecycleReport] = []
        var collectors: [CollectorState] = []

        init(_ place: Place, _ constantLabels: ConstantLabels) {
            self.place = place
            families = FamilyTable(constantLabels)
        }
    }

    /// Where values are kept.
    private enum Place {
        /// Not decided yet: a registry that is a global variable is made before a program sets its environment.
        case undecided
        case memory(sinceNothingWasSet: Bool)
        case directory(MultiprocessDirectory)
    }

    /// A registry without metrics. A generated struct that is made in it adds its own.
    ///
    /// - Parameters:
    ///   - storage: Where the values are kept.
    ///   - constantLabels: Labels that every series has in addition to those of its metric, such as an environment or a
    ///     region. A generated struct can't be made in the registry if one of its metrics has a label of such a name.
    ///   - countsPrefix: Publishes the numbers of each product's active, deprecated, hidden and other metrics, under
    ///     a name that begins with this prefix; nil for no such metric.
    ///   - onStart: Called once for each product, when its metrics are made, with the metrics that are about to be
    ///     removed. Without it, warnings are written to standard error.
    ///   - callbackDeadline: How long a scrape waits for the callbacks and collectors of the registry together.
    ///   - onCallbackFault: Called when a callback or a collector begins to give no value. Without it, a warning is
    ///     written to standard error. `metricsgen_callback_faults_total` counts every scrape without a value.
    public init(
        storage: MetricsStorage = .environment, constantLabels: [String: String] = [:],
        countingMetricsUnder countsPrefix: String? = nil, onStart: (@Sendable (LifecycleReport) -> Void)? = nil,
        callbackDeadline: Duration = .seconds(1), onCallbackFault: (@Sendable (CallbackFault) -> Void)? = nil
    ) {
        let place: Place =
            switch storage {
            case .environment: MultiprocessDirectory.fromEnvironment.map { .directory($0) } ?? .undecided
            case .memory: .memory(sinceNothingWasSet: false)
            case .directory(let directory): .directory(directory)
            }
        self.constantLabels = constantLabels
        contents = Contents(place, ConstantLabels(constantLabels))
        if case .directory(let directory) = place { contents.readers = [MultiprocessReader(directory: directory.path)] }
        self.countsPrefix = countsPrefix
        let nanoseconds = callbackDeadline / .nanoseconds(1)
        self.callbackDeadline = Atomic(
            UInt64(exactly: nanoseconds.rounded()) ?? (nanoseconds < 0 ? 0 : .max / 2))
        self.onCallbackFault = onCallbackFault ?? { StandardError.write("warning: \($0)\n") }
        self.onStart = onStart
    }

    /// The directory that values are kept in. From here on it is decided.
    private func directory() -> MultiprocessDirectory? {
        StructureLock.withLock {
            if case .undecided = contents.place {
                guard let directory = MultiprocessDirectory.fromEnvironment else {
                    contents.place = .memory(sinceNothingWasSet: true)
                    return nil
                }
                contents.place = .directory(directory)
                contents.readers.insert(MultiprocessReader(directory: directory.path), at: 0)
            }
            if case .directory(let directory) = contents.place { return directory }
            return nil
        }
    }

    /// Adds the sum of a directory to the exposition, beside the registry's own families. A directory that was added
    /// already is not added again.
    public func add(_ reader: MultiprocessReader) {
        _ = directory()
        let known = StructureLock.withLock { contents.readers }
        // This asks the file system, which may be slow.
        guard !known.contains(where: { $0.isSameDirectory(as: reader) }) else { return }
        StructureLock.withLock { contents.readers.append(reader) }
    }

    /// Appends every family, in the order in which they were registered, as a whole exposition.
    ///
    /// A counter or histogram whose labels are all bound or closed exists from the start with 0; a gauge once it has
    /// been set; a series of an open label once it has been used. The sums of directories follow, by name.
    public func writeExposition(as format: MetricsFormat = .text, into bytes: inout [UInt8]) {
        var page = MetricsPage(format, after: bytes)
        // The page has the only reference, so it doesn't copy the bytes.
        bytes = []
        page.append(self)
        bytes = page.finished()
    }

    /// The exposition as it is now, for a writer of any format.
    var page: RegistryPage {
        _ = directory()
        readCallbacks()
        return StructureLock.withLock {
            contents.store?.checkFiles()
            // Series are made under the same lock; writing them must not delay the threads that make series.
            return RegistryPage(contents.families, contents.undeclared, contents.collectors, contents.readers)
        }
    }

    /// Calls the closures and collectors that give values at a scrape. Not under the lock.
    private func readCallbacks() {
        let readers: [any ScrapeReader] = StructureLock.withLock {
            let read = contents.families.inOrder.filter(\.isRead)
            return read.flatMap(\.callbacks).filter(\.hasBody) + contents.collectors
        }
        guard !readers.isEmpty else { return }
        ReadingRound.read(readers, deadline: callbackDeadline.load(ordering: .relaxed), onCallbackFault)
    }

    /// Adds the families of a collector to the exposition, after the registry's own. The collector is called at each
    /// scrape, as callbacks are. A family whose name the registry has already is left out, and counted as an error.
    public func add(collector: some MetricsCollector) {
        StructureLock.withLock {
            contents.collectors.append(CollectorState(collector, contents.families.constantLabels.labels))
        }
    }

    /// The text format 0.0.4 of every family, as one string.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// What the last exposition found in its directories in addition to values.
    public var multiprocessReports: [MultiprocessReader.Report] {
        StructureLock.withLock { contents.readers }.map(\.lastReport)
    }

    /// Removes the series of an open label's values from the exposition, for example of an adapter that was unloaded
    /// or a tenant that is gone. Its handles stay valid, and their values are no longer exported. If the values are
    /// used again, the series begins at 0, and its old handles record into it again. Its memory is kept for that,
    /// since a handle keeps no count of references: a value that comes and goes needs no new memory each time, and
    /// each value ever used keeps the memory of its series.
    ///
    /// - Parameters:
    ///   - metric: Its name in the exposition.
    ///   - values: Of its open labels, in the order in which the look-up takes them.
    /// - Returns: Whether there was such a series. In a shared directory, whose format has no removal, it stays.
    @discardableResult
    public func removeSeries(of metric: String, _ values: String...) -> Bool {
        openFamilies(of: metric).reduce(false) { $1.remove(values) || $0 }
    }

    /// Removes all series of a metric with open labels from the exposition, like `removeSeries(of:_:)`.
    ///
    /// - Returns: The number of removed series.
    @discardableResult
    public func removeAllSeries(of metric: String) -> Int { openFamilies(of: metric).reduce(0) { $0 + $1.removeAll() } }

    /// The number of look-ups that found the label's limit of different values (`max_values`) reached, and used the
    /// series of the value `overflow`.
    public func overflowCount(of metric: String) -> UInt64 {
        StructureLock.withLock { contents.families.family(exposedAs: metric)?.overflowCount ?? 0 }
    }

    /// Makes the registry as if nothing had been recorded yet, for tests that share one. Counters, histograms, summaries
    /// and statesets begin again, gauges and info metrics have no series or their initial value, and series of open
    /// labels are removed. Handles stay valid, as after `removeAllSeries(of:)`.
    ///
    /// - Returns: Whether it did. Values in a shared directory belong to several processes, and stay.
    @discardableResult
    public func reset() -> Bool {
        StructureLock.withLock {
            guard contents.store == nil else { return false }
            for family in contents.families.inOrder { family.reset() }
            for family in contents.undeclared.inOrder { family.reset() }
            for (gauge, value) in contents.counts { gauge.set(value) }
            return true
        }
    }

    /// The products whose metrics are in the registry, with the versions that they act as.
    package var products: [(name: String, version: String)] {
        var names: Set<String> = []
        return StructureLock.withLock { contents.reports }.filter { names.insert($0.product).inserted }
            .map { (name: $0.product, version: $0.version) }
    }

    func withFamilies<Result>(_ body: (inout FamilyTable) -> Result) -> Result {
        StructureLock.withLock { body(&contents.families) }
    }

    // MARK: Families that no spec declares

    /// Under `StructureLock`.
    var undeclared: UndeclaredFamilies { contents.undeclared }

    func withUndeclared<Result>(
        _ store: MappedStore?,
        _ body: (inout UndeclaredFamilies, FamilyTable) throws(UndeclaredFault) -> Result
    ) throws(UndeclaredFault) -> Result {
        try StructureLock.withLock { () throws(UndeclaredFault) in
            if contents.store == nil { contents.store = store }
            return try body(&contents.undeclared, contents.families)
        }
    }

    private func openFamilies(of metric: String) -> [OpenFamily] {
        StructureLock.withLock { contents.families.family(exposedAs: metric)?.openFamilies ?? [] }
    }

    func register(_ product: ProductDeclaration, slotCount: Int, visibility: Visibility) throws(MetricsSetupError)
        -> InstanceSeries
    {
        for metric in product.metrics { try metric.checkBounds() }
        let decision = try VisibilityDecision(visibility, of: product)
        try StructureLock.withLock { contents.families.constantLabels }.check(beside: decision.served, of: product)
        // Before the lock: another process may have the directory.
        let store = try openStore()
        let (series, replaced, displaced) = try StructureLock.withLock {
            () throws(MetricsSetupError) -> (InstanceSeries, [String]?, [String]) in
            var change = FamilyChange()
            let shareable = decision.served.filter { metric in
                guard let store, !metric.isShareable else { return true }
                store.refuse(metric)
                return false
            }
            let blocks = try change.add(
                shareable, of: product, in: store, to: contents.families, forwarder: contents.families.forwarder)
            var table = [UnsafeMutableRawPointer?](repeating: nil, count: slotCount)
            for (metric, block) in zip(shareable, blocks) {
                table.replaceSubrange(metric.slot..<metric.slot + block.cells.count, with: block.cells)
            }
            if let countsPrefix {
                contents.counts += try Self.publish(
                    decision.report, under: countsPrefix, in: &change, store, beside: contents.families)
            }
            let isAgain = contents.families.has(.init(product))
            // Only now: a registration that fails leaves the registry as it was.
            contents.families.apply(change)
            contents.store = store
            store?.checkFiles()
            let displaced = contents.undeclared.yield(to: contents.families)
            return (InstanceSeries(table), isAgain ? change.replaced : nil, displaced)
        }
        var report = decision.report
        if isInMemoryByMistake {
            report.warnings.append(
                "`PROMETHEUS_MULTIPROC_DIR` was set after the registry was first used: its metrics stay in memory; set the variable first"
            )
        }
        report.warnings += displaced.map {
            "`\($0)` is also a metric that no spec declares, and was made first: what is recorded there is not exported any more"
        }
        if let replaced { report.warnings += Self.warnings(of: product, replaced) }
        tell(report)
        return series
    }

    private var isInMemoryByMistake: Bool {
        guard case .memory(sinceNothingWasSet: true) = StructureLock.withLock({ contents.place }) else { return false }
        return MultiprocessDirectory.fromEnvironment != nil
    }

    /// The warnings about metrics that were made before with the same bound values, once for each product.
    private static func warnings(of product: ProductDeclaration, _ replaced: [String]) -> [String] {
        [
            "the metrics of `\(product.name)` were made twice in one registry: both record into the same series; make them once and share them"
        ]
            + replaced.map {
                "`\($0)` had other bounds when it was made first: what is recorded through the first handles is not exported"
            }
    }

    /// Not under `StructureLock`: another process may have the directory.
    func openStore() throws(MetricsSetupError) -> MappedStore? {
        guard let directory = directory() else { return nil }
        do throws(MultiprocessError) {
            return try MappedStore.open(directory)
        } catch {
            throw .multiprocess(error)
        }
    }

    private static func publish(
        _ report: LifecycleReport, under prefix: String, in change: inout FamilyChange, _ store: MappedStore?,
        beside families: FamilyTable
    ) throws(MetricsSetupError) -> [(gauge: Gauge, value: Int)] {
        guard report.canBegin(withPrefix: prefix) else {
            let problem = VisibilityFault.Problem.notAPrefix(prefix)
            throw .visibility(VisibilityFault(setting: "countingMetricsUnder", problem: problem))
        }
        let counts = report.declaration(prefix: prefix)
        try families.constantLabels.check(beside: counts.metrics, of: counts)
        // They are set under the lock, which calls no code of others.
        let gauges = try change.add(counts.metrics, of: counts, in: store, to: families, forwarder: nil).flatMap {
            block in
            zip(block.cells, report.states).map { (gauge: Gauge($0), value: $1.count) }
        }
        for (gauge, value) in gauges { gauge.set(value) }
        return gauges
    }

    /// Several instances of a product report the same: it is reported once.
    private func tell(_ report: LifecycleReport) {
        let isNew = StructureLock.withLock {
            let isNew = !contents.reports.contains(report)
            if isNew { contents.reports.append(report) }
            return isNew
        }
        guard isNew else { return }
        if let onStart { return onStart(report) }
        for warning in report.warnings { StandardError.write("warning: \(warning)\n") }
    }
}
