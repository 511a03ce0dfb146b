// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The families of a registry, the instances that use their series, and the names that are taken.
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

    let constantLabels: ConstantLabels
    /// Where the records of these families go in addition.
    var forwarder: (any RecordForwarder)?
    private var families = InsertionOrder<String, Family>()
    /// Families by series name: the `x_count` of a counter `x_count` and of a histogram `x` could not be
    /// distinguished.
    private var owners: [String: String] = [:]
    /// What each instance uses.
    private var uses: [Instance: [Use]] = [:]

    fileprivate struct Use {
        let family: Family
        let key: LabelValues
    }

    init(_ constantLabels: ConstantLabels) { self.constantLabels = constantLabels }

    var isEmpty: Bool { families.isEmpty }

    var inOrder: some Sequence<Family> { families.values }

    func family(named name: String) -> Family? { families[name] }

    /// The family with this name, or with this former name.
    func family(exposedAs name: String) -> Family? {
        families[name] ?? families.values.first { $0.formers.contains { $0.name == name } }
    }

    /// The family that has this name, or a series of it.
    func ownerName(of name: String) -> String? { owners[name] ?? families[name]?.name }

    func has(_ instance: Instance) -> Bool { uses[instance] != nil }

    /// Applies what was planned.
    mutating func apply(_ change: FamilyChange) {
        for (instance, planned) in change.instances {
            for family in planned.newFamilies {
                if let old = families[family.name] { remove(old) }
                families[family.name] = family
                for name in family.seriesNames { owners[name] = family.name }
            }
            for (family, block) in planned.blocks { family.use(block, by: instance) }
            let used = planned.blocks.map { Use(family: $0.family, key: $0.block.key) }
            let places = Set(used.map { Place($0.family, $0.key) })
            for old in uses[instance] ?? [] where !places.contains(Place(old.family, old.key)) {
                old.family.leave(old.key, instance)
                if old.family.isEmpty, families[old.family.name] === old.family { remove(old.family) }
            }
            uses[instance] = used
        }
    }

    private mutating func remove(_ family: Family) {
        for name in family.seriesNames where owners[name] == family.name { owners[name] = nil }
        families[family.name] = nil
    }

    /// The position of a block.
    fileprivate struct Place: Hashable {
        private let family: ObjectIdentifier
        private let key: LabelValues

        init(_ family: Family, _ key: LabelValues) {
            self.family = ObjectIdentifier(family)
            self.key = key
        }
    }

    // MARK: Reading for a change

    fileprivate func keys(of instance: Instance, in family: Family) -> [LabelValues] {
        (uses[instance] ?? []).filter { $0.family === family }.map(\.key)
    }

    fileprivate func owner(of series: String) -> Family? { owners[series].flatMap { families[$0] } }
}

/// A planned registration. One that fails leaves the registry as it was.
///
/// An instance that is made again keeps the series that it had; what it no longer has is removed.
struct FamilyChange {
    fileprivate struct Planned {
        var newFamilies: [Family] = []
        var blocks: [(family: Family, block: SeriesBlock)] = []
    }

    fileprivate private(set) var instances: [(FamilyTable.Instance, Planned)] = []
    /// Metrics for which an instance that was made before had other bounds.
    private(set) var replaced: [String] = []
    private var newFamilies: [String: Family] = [:]
    private var newOwners: [String: String] = [:]

    /// The series of an instance's metrics: those of another instance with the same values for a metric's own bound
    /// labels, or new ones. The records of new ones go to the forwarder too.
    mutating func add(
        _ metrics: [MetricDeclaration], of product: ProductDeclaration, in store: MappedStore?, to table: FamilyTable,
        forwarder: (any RecordForwarder)?
    ) throws(MetricsSetupError) -> [SeriesBlock] {
        let instance = FamilyTable.Instance(product)
        let declared = Set(metrics.map(\.name))
        if declared.count < metrics.count {
            // The compiler knows all names but those that begin with a parameter.
            var seen: Set<String> = []
            for metric in metrics where !seen.insert(metric.name).inserted {
                throw .conflict(metric: metric.name, existing: metric.name, fault: .seriesName(metric.name))
            }
        }
        var planned = Planned()
        var blocks: [FamilyTable.Place: SeriesBlock] = [:]
        for metric in metrics {
            let family = try family(for: metric, instance, declared, in: store, table, &planned)
            let bound = product.bound.filter { metric.labels.bound.contains($0.name) }
            let key = LabelValues(bound.map(\.value))
            let place = FamilyTable.Place(family, key)
            if let existing = blocks[place] ?? family.block(key) {
                if existing.shape == metric.shape {
                    planned.blocks.append((family, existing))
                    continue
                }
                guard blocks[place] == nil, family.isOnly(instance, in: key) else {
                    throw .conflict(metric: metric.name, existing: metric.name, fault: .bounds)
                }
                replaced.append(metric.name)
            }
            let block = try SeriesBlock(
                metric, bound: bound, constant: table.constantLabels.labels, in: store, forwarder: forwarder)
            blocks[place] = block
            planned.blocks.append((family, block))
        }
        instances.append((instance, planned))
        return planned.blocks.map(\.block)
    }

    private mutating func family(
        for metric: MetricDeclaration, _ instance: FamilyTable.Instance, _ declared: Set<String>,
        in store: MappedStore?,
        _ table: FamilyTable, _ planned: inout Planned
    ) throws(MetricsSetupError) -> Family {
        let new = newFamilies[metric.name]
        if let family = new ?? table.family(named: metric.name) {
            guard let fault = family.conflict(with: metric) else { return family }
            // No other instance has it: the former block is removed.
            guard new == nil, family.isOnly(instance, in: table.keys(of: instance, in: family)) else {
                throw .conflict(metric: metric.name, existing: metric.name, fault: fault)
            }
        } else {
            for name in metric.seriesNames {
                if let owner = newOwners[name] {
                    throw .conflict(metric: metric.name, existing: owner, fault: .seriesName(name))
                }
                guard let owner = table.owner(of: name) else { continue }
                let goes =
                    !declared.contains(owner.name)
                    && owner.isOnly(instance, in: table.keys(of: instance, in: owner))
                guard goes else { throw .conflict(metric: metric.name, existing: owner.name, fault: .seriesName(name)) }
            }
        }
        let family = Family(metric, isShared: store != nil)
        newFamilies[metric.name] = family
        for name in metric.seriesNames { newOwners[name] = metric.name }
        planned.newFamilies.append(family)
        return family
    }
}
