import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum MetricKeys {
    static let type = Key("type", ValueType<MetricKind>.choice, isRequired: true, help: "the kind of the metric")
    static let help = Key("help", .text, isRequired: true, help: "what the metric says, exactly as a scrape shows it")
    static let unit = Key("unit", ValueType<Unit>.choice, help: "what its values count")
    static let labels = Key(
        "labels", .oneOrMore("the name of a label or a label set"),
        help: "its labels, in this order: names of labels and of label sets")
    static let buckets = Key(
        "buckets", .branch, help: "the buckets of a histogram: the name of a bucket set, or bounds of its own")
    static let multiprocess = Key(
        "multiprocess", ValueType<MultiprocessMode>.choice,
        help: """
            how the values that several processes have for a gauge become one; `all` if left out: each process keeps a \
            series of its own
            """)
    static let deprecated = Key("deprecated", .deprecated, help: "since when nobody should use the metric, and why")
    static let removed = Key(
        "removed", .removed,
        help: "makes the entry a tombstone: documents say where the metric went, code can't use it any more")
    static let swiftName = Key("swift_name", .name(.swift), help: "its name in Swift, where the key won't do")
    static let panel = Key("panel", .panel, help: "how the dashboard shows it")

    static let table = KeyTable(
        "a metric",
        [
            type.description, help.description, unit.description, labels.description, buckets.description,
            multiprocess.description, deprecated.description, removed.description, swiftName.description,
            panel.description,
        ])

    /// What stays of a metric that is removed; the rest describes series that it no longer has.
    static let keptByTombstone: Set<String> = [type.name, deprecated.name, removed.name, swiftName.name]
}

enum PanelKeys {
    static let title = Key("title", .text, help: "the panel's title")
    static let kind = Key(
        "kind", ValueType<Panel.Kind>.choice, help: "the kind of panel; chosen by the metric's type if left out")

    static let table = KeyTable("`panel`", [title.description, kind.description])
}

extension ValueType<MetricDeclaration> {
    static var metric: ValueType {
        ValueType.mapping(MetricKeys.table) { reader in
            let isTombstone = reader.has(MetricKeys.removed)
            let kind = reader.require(MetricKeys.type)?.value
            let help = reader.require(MetricKeys.help, isExcused: isTombstone)
            let unit = reader.read(MetricKeys.unit)
            let labels = reader.read(MetricKeys.labels)
            let mode = reader.read(MetricKeys.multiprocess)
            var buckets = reader.read(MetricKeys.buckets)?.value
            if let kind, !isTombstone {
                reader.checkFit(of: kind)
            }
            // A tombstone has no series, so it needs no bounds either.
            if isTombstone, kind == .histogram, buckets == nil { buckets = .fixed([]) }
            return MetricDeclaration(
                kind: kind, help: help ?? (isTombstone ? Spanned("", reader.owner.span) : nil), unit: unit?.value,
                labels: labels?.value ?? [], mode: mode?.value ?? .all, buckets: buckets,
                deprecated: reader.declared(MetricKeys.deprecated),
                deprecatedPlace: reader.insertionPoint(before: MetricKeys.deprecated),
                layout: reader.has(MetricKeys.deprecated) ? reader.layout : nil,
                removed: reader.declared(MetricKeys.removed),
                swiftName: reader.read(MetricKeys.swiftName), panel: reader.read(MetricKeys.panel)?.value ?? Panel())
        }
    }
}

extension ValueType<Panel> {
    static var panel: ValueType {
        ValueType.mapping(PanelKeys.table) { reader in
            let title = reader.read(PanelKeys.title)
            let kind = reader.read(PanelKeys.kind)
            return Panel(title: title?.value, kind: kind?.value)
        }
    }
}

extension MappingReader {
    /// Keys that one kind of metric has and others don't.
    fileprivate mutating func checkFit(of kind: MetricKind) {
        let article = "a \(kind.rawValue)"
        switch kind {
        case .histogram:
            if !has(MetricKeys.buckets), isComplete, !hasMistyped(MetricKeys.buckets) {
                report(HistogramWithoutBuckets.finding(owner))
            }
        case .counter, .gauge:
            if let place = place(of: MetricKeys.buckets) {
                report(
                    MisfitKey.finding(
                        Spanned(MetricKeys.buckets.name, place), of: article, why: "only histograms have buckets"))
            }
        }
        if !kind.description.hasMultiprocessMode, let place = place(of: MetricKeys.multiprocess) {
            report(
                MisfitKey.finding(
                    Spanned(MetricKeys.multiprocess.name, place), of: article,
                    why: "the values of several processes are always added up"))
        }
    }

    /// A key that is there, also where what stands under it has been reported.
    fileprivate mutating func declared<Value>(_ key: Key<Value>) -> Declared<Value>? {
        guard let place = place(of: key) else { return nil }
        return Declared(name: Spanned(key.name, place), value: read(key)?.value)
    }
}
