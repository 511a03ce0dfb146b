/// A family: one name, one type, one help, and the series of every instance that has it.
// Touched under `StructureLock`.
final class Family {
    let name: String
    let help: String
    let seriesNames: [String]
    /// Whether its values are in the shared directory, where the sum over processes is what is exported.
    let isShared: Bool
    private let kind: MetricKind
    private let mode: MultiprocessMode?
    /// Of an info its fields, of a stateset its states.
    private let names: [String]
    private let labels: MetricLabels
    /// `# HELP` and `# TYPE`, rendered once.
    private let heading: [UInt8]
    private var blocks = InsertionOrder<LabelValues, Use>()

    /// A class: an instance that joins the thousands that share a block must not copy them.
    private final class Use {
        var block: SeriesBlock
        var instances: Set<FamilyTable.Instance> = []

        init(_ block: SeriesBlock) { self.block = block }
    }

    init(_ metric: MetricDeclaration, isShared: Bool) {
        name = metric.name
        help = metric.help
        seriesNames = metric.seriesNames
        self.isShared = isShared
        kind = metric.shape.kind
        mode = if case .gauge(let mode) = metric.shape { mode } else { nil }
        names = metric.shape.names
        labels = metric.labels
        heading = ExpositionText.heading(
            name: metric.name, help: metric.help, keyword: kind.description.expositionKeyword)
    }

    var openFamilies: [OpenFamily] { blocks.values.compactMap(\.block.openFamily) }

    var isEmpty: Bool { blocks.isEmpty }

    func conflict(with metric: MetricDeclaration) -> MetricsSetupError.ConflictFault? {
        if metric.shape.kind != kind { return .type }
        if metric.help != help { return .help }
        if metric.labels != labels { return .labels }
        if case .gauge(let other) = metric.shape, other != mode { return .multiprocessMode }
        if metric.shape.names != names { return kind == .info ? .fields : .states }
        return nil
    }

    // MARK: Blocks and who uses them

    func block(_ key: LabelValues) -> SeriesBlock? { blocks[key]?.block }

    /// Whether nobody else uses a block.
    func isOnly(_ instance: FamilyTable.Instance, in key: LabelValues) -> Bool {
        blocks[key].map { $0.instances.count == 1 && $0.instances.contains(instance) } ?? false
    }

    /// Whether nobody else uses the family. An instance has one block of it.
    func isOnly(_ instance: FamilyTable.Instance, in keys: [LabelValues]) -> Bool {
        blocks.count == keys.count && keys.allSatisfy { isOnly(instance, in: $0) }
    }

    func use(_ block: SeriesBlock, by instance: FamilyTable.Instance) {
        let use = blocks[block.key] ?? Use(block)
        // Other bounds than before take the place of the old ones.
        use.block = block
        use.instances.insert(instance)
        blocks[block.key] = use
    }

    func leave(_ key: LabelValues, _ instance: FamilyTable.Instance) {
        guard let use = blocks[key] else { return }
        use.instances.remove(instance)
        if use.instances.isEmpty { blocks[key] = nil }
    }

    // MARK: Exposition

    /// What an exposition writes of it. In the shared directory the sum over processes is what is exported, and not this.
    var snapshot: Snapshot? {
        isShared ? nil : Snapshot(heading: heading, series: blocks.values.compactMap(\.block.snapshot))
    }

    struct Snapshot {
        fileprivate let heading: [UInt8]
        fileprivate let series: [SeriesList.Snapshot]

        /// The most bytes that it writes.
        var largestText: Int { series.reduce(heading.count) { $0 + $1.largestText + 16 } }

        func write(into text: inout [UInt8]) {
            text.append(contentsOf: heading)
            for series in series { series.write(into: &text) }
        }
    }
}

extension MetricDeclaration.Shape {
    /// Of an info the names of its fields, of a stateset its states.
    fileprivate var names: [String] {
        switch self {
        case .info(let names), .stateSet(let names): names
        case .counter, .gauge, .histogram, .summary: []
        }
    }
}
