// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The parts of a registry's exposition: its own families as they are now, then the sums of directories.
struct RegistryPage: ExpositionSource {
    private var families: [Family.Snapshot] = []
    private var collected: [CollectedFamilies.Family] = []
    private var overflows = OwnCounter(OverflowCounter.family)
    private var faults = OwnCounter(CallbackFaultCounter.family)
    private let readers: [MultiprocessReader]
    /// Of metrics whose values are in the shared directory: their former names.
    private var formers: [String: [SecondName]] = [:]

    /// Under `StructureLock`.
    init(
        _ table: FamilyTable, _ undeclared: UndeclaredFamilies, _ collectors: [CollectorState],
        _ readers: [MultiprocessReader]
    ) {
        self.readers = readers
        let constant = table.constantLabels.labels
        for family in table.inOrder {
            guard let snapshot = family.snapshot else {
                if !family.formers.isEmpty {
                    formers[family.name] = family.formers.map {
                        .init(name: $0.name, help: $0.help, renamesStates: family.exposed.kind == .stateset)
                    }
                }
                continue
            }
            families.append(snapshot)
            overflows.add(family.overflowCount, OverflowCounter.labels(of: family.name, constant))
            if family.isRead {
                CallbackFaultCounter.add(family.callbacks.map(\.run), of: family.name, constant, to: &faults)
            }
        }
        for family in undeclared.inOrder {
            guard let snapshot = family.snapshot else { continue }
            families.append(snapshot)
            overflows.add(family.overflowCount, OverflowCounter.labels(of: family.metric.name, constant))
        }
        guard !collectors.isEmpty else { return }
        var taken = names.union([overflows, faults].map(\.family.name))
        for collector in collectors {
            collected += collector.families(besides: &taken)
            CallbackFaultCounter.add([collector.run], of: collector.name, constant, to: &faults)
        }
    }

    /// The names of families and series in this process' own part. The registry's own counters can be among a
    /// directory's families too, and count only if they have samples.
    private var names: Set<String> {
        var names: Set<String> = []
        for family in families { family.insertNames(into: &names) }
        for family in collected { names.formUnion(family.names) }
        for counter in [overflows, faults] where !counter.samples.isEmpty { names.insert(counter.family.name) }
        return names
    }

    /// The registry's own families have at most this many bytes in the text format.
    var textSize: Int { families.reduce(0) { $0 + $1.textSize } }

    func visit(_ writer: inout some ExpositionWriter) {
        writer.begin(names: names)
        for family in families { family.visit(&writer) }
        for family in collected { family.visit(&writer) }
        overflows.visit(&writer)
        faults.visit(&writer)
        guard !readers.isEmpty else { return }
        let own = names
        var names = NamesOnPage(remembers: readers.count > 1) { own.contains($0) }
        for reader in readers { reader.visit(beside: &names, also: formers, &writer) }
    }
}
