// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The families of a registry that no spec declares. A family that a spec declares goes before: it takes the place of
/// one of these that has its name.
// Touched under `StructureLock`.
struct UndeclaredFamilies {
    private var families = InsertionOrder<String, UndeclaredFamily>()
    /// Families by the names of their series.
    private var owners: [String: String] = [:]

    /// Libraries make these, and nobody has reviewed how many.
    private static let largestCount = 2000

    var inOrder: some Sequence<UndeclaredFamily> { families.values }

    subscript(name: String) -> UndeclaredFamily? { families[name] }

    mutating func family(for metric: UndeclaredMetric, beside table: FamilyTable, in store: MappedStore?)
        throws(UndeclaredFault) -> UndeclaredFamily
    {
        if let family = families[metric.name] {
            guard family.metric.kind == metric.kind else { throw .type(family.metric.kind) }
            guard family.metric.origin == metric.origin else { throw .name(takenBy: family.metric.origin) }
            return family
        }
        let names = UndeclaredFamily.names(of: metric)
        for name in names.sorted() {
            if let owner = table.ownerName(of: name) ?? owners[name] { throw .series(of: owner) }
        }
        if let own = [OverflowCounter.family.name, CallbackFaultCounter.family.name].first(where: names.contains) {
            throw .series(of: own)
        }
        guard families.count < Self.largestCount || metric.origin == UndeclaredMetric.ownOrigin else {
            throw .tooManyFamilies(Self.largestCount)
        }
        let family = UndeclaredFamily(metric, constant: table.constantLabels.labels, in: store)
        families[metric.name] = family
        for name in names { owners[name] = metric.name }
        return family
    }

    /// Removes the families that have a name of a declared one. What is recorded through their handles is not exported
    /// any more.
    ///
    /// - Returns: Their names.
    mutating func yield(to table: FamilyTable) -> [String] {
        var gone: [String] = []
        for family in Array(families.values) where family.names.contains(where: { table.ownerName(of: $0) != nil }) {
            gone.append(family.metric.name)
            families[family.metric.name] = nil
            for name in family.names { owners[name] = nil }
        }
        return gone
    }
}

extension MetricsRegistry {
    /// A series of a metric that no spec declares, which is made at its first use. Labels with an empty value are left
    /// out, as Prometheus does; a name that the labels of samples or constant ones have begins with `exported_`, as in
    /// Prometheus; and two labels that get the same name become one with both values, as in OpenTelemetry.
    package func series(of metric: UndeclaredMetric, labels: [(String, String)]) throws(UndeclaredFault)
        -> UndeclaredSeries
    {
        let store: MappedStore?
        do throws(MetricsSetupError) {
            store = try openStore()
        } catch {
            guard case .multiprocess(let error) = error else { preconditionFailure("\(error)") }
            throw .directory(error)
        }
        let reserved = Set(
            metric.kind.sampleLabels(mode: store == nil ? nil : metric.shape.mode).compactMap(\.fixedName)
                + constantLabels.keys)
        let legal = LegalName.labels(labels, besides: reserved)
        return try withUndeclared(store) { families, table throws(UndeclaredFault) in
            try families.family(for: metric, beside: table, in: store).series(legal)
        }
    }

    /// Removes a series of a metric that no spec declares from the exposition.
    ///
    /// - Returns: Whether there was one, outside of a shared directory.
    @discardableResult
    package func removeSeries(ofUndeclared metric: String, labels: [(name: String, value: String)]) -> Bool {
        let labels = labels.map { SeriesLabel(name: $0.name, value: $0.value) }
        return StructureLock.withLock { undeclared[metric]?.remove(labels) ?? false }
    }
}
