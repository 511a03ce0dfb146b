// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The parts of a registry's exposition: its own families as they are now, then the sums of directories.
struct RegistryPage: ExpositionSource {
    private var families: [Family.Snapshot] = []
    private var overflows: [OverflowCounter.Sample] = []
    /// The names of families and series in this process' own part.
    private var names: Set<String> = []
    private let readers: [MultiprocessReader]
    /// Of metrics whose values are in the shared directory: their former names.
    private var formers: [String: [SecondName]] = [:]

    /// Under `StructureLock`.
    init(_ table: FamilyTable, _ readers: [MultiprocessReader]) {
        self.readers = readers
        for family in table.inOrder {
            guard let snapshot = family.snapshot else {
                if !family.formers.isEmpty {
                    formers[family.name] = family.formers.map { .init(name: $0.name, help: $0.help) }
                }
                continue
            }
            families.append(snapshot)
            names.insert(family.name)
            names.formUnion(family.formers.map(\.name))
            names.formUnion(family.seriesNames)
            let count = family.openFamilies.reduce(0) { $0 + $1.overflowCount }
            guard count > 0 else { continue }
            let labels = OverflowCounter.labels(of: family.name, table.constantLabels.labels)
            overflows.append(.init(labels: labels, count: count))
        }
        if !overflows.isEmpty { names.insert(OverflowCounter.family.name) }
    }

    /// The registry's own families have at most this many bytes in the text format.
    var textSize: Int { families.reduce(0) { $0 + $1.textSize } }

    func visit(_ writer: inout some ExpositionWriter) {
        writer.begin(names: names)
        for family in families { family.visit(&writer) }
        OverflowCounter.visit(overflows, &writer)
        var names = NamesOnPage(remembers: readers.count > 1) { self.names.contains($0) }
        for reader in readers { reader.visit(beside: &names, also: formers, &writer) }
    }
}
