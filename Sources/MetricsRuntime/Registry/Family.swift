/// A family: one name, one type, one help, and the series of every instance that has it.
struct Family {
    let name: String
    let help: String
    let seriesNames: [String]
    private let kind: MetricKind
    private let mode: MultiprocessMode?
    /// Of an info its fields, of a stateset its states.
    private let names: [String]
    private let labels: MetricLabels
    /// `# HELP` and `# TYPE`, rendered once.
    private let heading: [UInt8]
    private(set) var blocks: [Use] = []

    struct Use {
        let block: SeriesBlock
        var instances: Set<FamilyTable.Instance>
    }

    init(_ metric: MetricDeclaration) {
        name = metric.name
        help = metric.help
        seriesNames = metric.seriesNames
        kind = metric.shape.kind
        mode = if case .gauge(let mode) = metric.shape { mode } else { nil }
        names = metric.shape.names
        labels = metric.labels
        heading = ExpositionText.heading(
            name: metric.name, help: metric.help, keyword: kind.description.expositionKeyword)
    }

    /// Whether its values are in the shared directory.
    var isShared: Bool { blocks.contains(where: \.block.isShared) }

    var openFamilies: [OpenFamily] { blocks.compactMap(\.block.openFamily) }

    func conflict(with metric: MetricDeclaration) -> MetricsSetupError.ConflictFault? {
        if metric.shape.kind != kind { return .type }
        if metric.help != help { return .help }
        if metric.labels != labels { return .labels }
        if case .gauge(let other) = metric.shape, other != mode { return .multiprocessMode }
        if metric.shape.names != names { return kind == .info ? .fields : .states }
        return nil
    }

    mutating func remove(instance: FamilyTable.Instance) {
        for index in blocks.indices { blocks[index].instances.remove(instance) }
        blocks.removeAll { $0.instances.isEmpty }
    }

    mutating func block(
        for metric: MetricDeclaration, of product: ProductDeclaration, in store: MappedStore?
    ) throws(MetricsSetupError) -> SeriesBlock {
        let instance = FamilyTable.Instance(product)
        let bound = product.bound.filter { metric.labels.bound.contains($0.name) }
        let key = LabelValues(bound.map(\.value))
        guard let index = blocks.firstIndex(where: { $0.block.key == key }) else {
            let block = try SeriesBlock(metric, bound: bound, in: store)
            blocks.append(Use(block: block, instances: [instance]))
            return block
        }
        guard blocks[index].block.shape == metric.shape else {
            throw .conflict(metric: name, existing: name, fault: .bounds)
        }
        blocks[index].instances.insert(instance)
        return blocks[index].block
    }

    /// What an exposition writes of it. In the shared directory the sum over processes is what is exported, and not this.
    var snapshot: Snapshot? {
        isShared ? nil : Snapshot(heading: heading, series: blocks.compactMap(\.block.snapshot))
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
