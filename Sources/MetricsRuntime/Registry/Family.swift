// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A family: one name, one type, one help, and the series of every instance that has it.
// Touched under `StructureLock`.
final class Family {
    let exposed: ExposedFamily
    /// The same series under other names, which follow in the exposition.
    let formers: [ExposedFamily]
    let seriesNames: [String]
    /// Whether its values are in the shared directory. The exposition has the sum over processes then.
    let isShared: Bool
    private let mode: MultiprocessMode?
    private let initial: Double?
    private let source: ValueSource
    private let names: [String]
    private let labels: MetricLabels
    private var blocks = InsertionOrder<LabelValues, Use>()

    /// A class: adding one of thousands of instances that share a block must not copy the others.
    private final class Use {
        var block: SeriesBlock
        var instances: Set<FamilyTable.Instance> = []

        init(_ block: SeriesBlock) { self.block = block }
    }

    init(_ metric: MetricDeclaration, isShared: Bool) {
        exposed = ExposedFamily(name: metric.name, help: metric.help, kind: metric.shape.kind)
        formers = metric.options.formerNames.map {
            ExposedFamily(name: $0.name, help: $0.help, kind: metric.shape.kind)
        }
        seriesNames = metric.seriesNames
        self.isShared = isShared
        mode = metric.shape.mode
        initial = metric.shape.initial
        source = metric.shape.source
        names = metric.shape.names
        labels = metric.labels
    }

    var name: String { exposed.name }

    var openFamilies: [OpenFamily] {
        labels.open.isEmpty ? [] : blocks.values.compactMap(\.block.openFamily)
    }

    /// How often a series of `ValueLimits.overflow` was used.
    var overflowCount: UInt64 { openFamilies.reduce(0) { $0 + $1.overflowCount } }

    var isEmpty: Bool { blocks.isEmpty }

    func conflict(with metric: MetricDeclaration) -> MetricsSetupError.ConflictFault? {
        if metric.shape.kind != exposed.kind || metric.shape.source != source { return .type }
        if metric.help != exposed.help { return .help }
        if metric.labels != labels { return .labels }
        if metric.shape.mode != mode { return .multiprocessMode }
        if metric.shape.initial != initial { return .initial }
        if metric.shape.names != names { return exposed.kind.has(.fields) ? .fields : .states }
        let others = metric.options.formerNames
        if others.map(\.name) != formers.map(\.name) || others.map(\.help) != formers.map(\.help) {
            return .formerNames
        }
        return nil
    }

    // MARK: Blocks and their users

    func block(_ key: LabelValues) -> SeriesBlock? { blocks[key]?.block }

    /// Whether no other instance uses a block.
    func isOnly(_ instance: FamilyTable.Instance, in key: LabelValues) -> Bool {
        blocks[key].map { $0.instances.count == 1 && $0.instances.contains(instance) } ?? false
    }

    /// Whether no other instance uses the family. An instance has one block of it.
    func isOnly(_ instance: FamilyTable.Instance, in keys: [LabelValues]) -> Bool {
        blocks.count == keys.count && keys.allSatisfy { isOnly(instance, in: $0) }
    }

    func use(_ block: SeriesBlock, by instance: FamilyTable.Instance) {
        let use = blocks[block.key] ?? Use(block)
        // New bounds replace the old ones.
        use.block = block
        use.instances.insert(instance)
        blocks[block.key] = use
    }

    func leave(_ key: LabelValues, _ instance: FamilyTable.Instance) {
        guard let use = blocks[key] else { return }
        use.instances.remove(instance)
        if use.instances.isEmpty { blocks[key] = nil }
    }

    /// Whether closures give its values.
    var isRead: Bool { source == .callback }

    /// What reads its values, if closures do.
    var callbacks: [CallbackCell] { isRead ? blocks.values.flatMap(\.block.callbacks) : [] }

    func reset() { for use in blocks.values { use.block.reset() } }

    // MARK: Exposition

    /// What an exposition visits. In the shared directory the exposition has the sum over processes, and not this.
    var snapshot: Snapshot? {
        guard !isShared else { return nil }
        return Snapshot(
            family: exposed, formers: formers, seriesNames: seriesNames,
            series: blocks.values.compactMap(\.block.snapshot))
    }

    struct Snapshot {
        private let family: ExposedFamily
        private let formers: [ExposedFamily]
        private let seriesNames: [String]
        private let series: [SeriesList.Snapshot]
        private let samplesSize: Int
        /// The family has at most this many bytes in the text format.
        let textSize: Int

        init(
            family: ExposedFamily, formers: [ExposedFamily], seriesNames: [String], series: [SeriesList.Snapshot]
        ) {
            self.family = family
            self.formers = formers
            self.seriesNames = seriesNames
            self.series = series
            let samplesSize = series.reduce(0) { $0 + $1.textSize }
            self.samplesSize = samplesSize
            var textSize = family.text.heading.count + samplesSize + TextWriter.slack
            for former in formers {
                textSize +=
                    former.text.heading.count + Self.size(samplesSize, of: family, as: former) + TextWriter.slack
            }
            self.textSize = textSize
        }

        func insertNames(into names: inout Set<String>) {
            names.insert(family.name)
            names.formUnion(formers.lazy.map(\.name))
            names.formUnion(seriesNames)
        }

        /// The samples of a family have at most this many bytes under another name. A line has the name once, and
        /// that of a stateset's label too.
        private static func size(_ size: Int, of family: ExposedFamily, as other: ExposedFamily) -> Int {
            let shortestLine = family.text.name.count + NumberWriter.largest + 2
            return size + size / shortestLine * 2 * max(0, other.text.name.count - family.text.name.count)
        }

        func visit(_ writer: inout some ExpositionWriter) {
            // Of other families they take no memory.
            let natives = series.flatMap { $0.natives() }
            let samplesSize = natives.reduce(samplesSize) { $0 + $1.textSize }
            writer.family(family, textSize: samplesSize) { samples in
                for list in series { list.visit(&samples) }
                for native in natives { native.visit(&samples) }
            }
            for former in formers {
                writer.family(former, textSize: Self.size(samplesSize, of: family, as: former)) { samples in
                    // The writer's bytes stay where they are: a second reference would copy them.
                    var renamed = RenamedSamples(samples: consume samples, from: family, to: former)
                    for list in series { list.visit(&renamed) }
                    for native in natives { native.visit(&renamed) }
                    samples = renamed.samples
                }
            }
        }
    }
}
