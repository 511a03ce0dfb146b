/// Which families a registry has, which instances use which of their series, and which names are taken.
struct FamilyTable {
    /// A generated struct: the product and the values that are bound for its life.
    struct Instance: Hashable {
        let product: String
        let bound: LabelValues

        init(_ product: ProductDeclaration) {
            self.product = product.name
            bound = LabelValues(product.bound.map(\.value))
        }
    }

    private(set) var inOrder: [Family] = []

    func family(named name: String) -> Family? { positions[name].map { inOrder[$0] } }

    /// Whether a family or a series of this name is in this process' own part of the exposition.
    func isExported(_ name: String) -> Bool {
        [name, owners[name]].contains { name in
            name.flatMap { positions[$0] }.map { !inOrder[$0].isShared } ?? false
        }
    }
    private var positions: [String: Int] = [:]
    /// Family by series name: `x` and `x_count` of a counter `x_count` and a histogram `x` can't both be told apart.
    private var owners: [String: String] = [:]

    /// Takes an instance out. Series that no other instance shares go with it, and so do families left without series.
    mutating func remove(instance: Instance) {
        for index in inOrder.indices { inOrder[index].remove(instance: instance) }
        let emptied = inOrder.filter(\.blocks.isEmpty)
        guard !emptied.isEmpty else { return }
        for name in emptied.flatMap(\.seriesNames) { owners[name] = nil }
        inOrder.removeAll(where: \.blocks.isEmpty)
        positions = Dictionary(uniqueKeysWithValues: inOrder.enumerated().map { ($0.element.name, $0.offset) })
    }

    /// The series of a metric for an instance: those that another instance with the same values for this metric's own
    /// bound labels has already, or new ones.
    mutating func block(
        for metric: MetricDeclaration, of product: ProductDeclaration, in store: MappedStore?
    ) throws(MetricsSetupError) -> SeriesBlock {
        let index = try familyIndex(for: metric)
        return try inOrder[index].block(for: metric, of: product, in: store)
    }

    private mutating func familyIndex(for metric: MetricDeclaration) throws(MetricsSetupError) -> Int {
        if let index = positions[metric.name] {
            if let fault = inOrder[index].conflict(with: metric) {
                throw .conflict(metric: metric.name, existing: metric.name, fault: fault)
            }
            return index
        }
        for name in metric.seriesNames {
            if let owner = owners[name] {
                throw .conflict(metric: metric.name, existing: owner, fault: .seriesName(name))
            }
        }
        for name in metric.seriesNames { owners[name] = metric.name }
        positions[metric.name] = inOrder.count
        inOrder.append(Family(metric))
        return inOrder.count - 1
    }
}
