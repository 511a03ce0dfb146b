// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecYAML

enum MetricKeys {
    static let type = Key("type", .kind, isRequired: true, help: "the type of the metric")
    static let help = Key(
        "help", .text, isRequired: true, excusedBy: "removed",
        help: "the HELP text of the metric, exactly as a scrape shows it")
    static let unit = Key("unit", .unit, help: "the unit of its values")
    static let labels = Key(
        "labels", .labelUses,
        help: """
            its labels, in this order: names of labels and of label sets, or a mapping from each to what differs in \
            this metric
            """)
    static let buckets = Key(
        "buckets", .branch, help: "the buckets of a histogram: the name of a bucket set, or bounds")
    static let states = Key(
        "states",
        ValueType<[Label.Value]>.closedSet(of: "state") { StatesetWithoutStates.finding(empty: $0) },
        help: "the states of a stateset, starting with the initial one: a list, or a mapping with descriptions")
    static let fields = Key(
        "fields", .fields,
        help: """
            the labels of an info metric that are set together; new values replace the previous ones. With `from $name` \
            a process gives their names when it starts
            """)
    static let multiprocess = Key(
        "multiprocess", ValueType<MultiprocessMode>.choice,
        help: """
            how the values of several processes are merged: of a gauge, where each process has its own series if this \
            is left out (`all`), of an info metric and of a stateset (`mostrecent` if left out)
            """)
    static let quantiles = Key(
        "quantiles", ValueType<[Double]>.quantiles(ofSummary: true),
        help: "the quantiles that a summary has series for, between 0 and 1, in ascending order")
    static let initial = Key(
        "initial", .initial,
        help: "the value of a gauge before anything is recorded; without it, a series exists once it is set")
    static let monotonic = Key(
        "monotonic", .boolean,
        help: "`true`: the value of the gauge never falls while a process runs, so it is shown as a rate")
    static let aggregate = Key(
        "aggregate", ValueType<Panel.Aggregation>.choice,
        help: """
            how the dashboard makes one value of a gauge's values on several servers; its unit decides if left out. \
            `none`: each series has a line
            """)
    static let prefix = Key(
        "prefix", .prefix,
        help: "the prefix of its name, instead of the group's or the product's; `\"\"` for none")
    static let registeredName = Key(
        "registered_name", .name(.metric),
        help: "what code and helps call it, without the prefix, if a scrape calls it otherwise")
    static let aliases = Key(
        "aliases", .oneOrMore(of: .name(.metric)), help: "other full names under which people see it")
    static let renamedFrom = Key(
        "renamed_from", .oneOrMore(of: .name(.metric)),
        help: """
            what earlier releases called it, as a key or as a full name: `diff` compares it with that metric. It is served \
            under its new name only
            """)
    static let deprecated = Key("deprecated", .deprecated, help: "since when the metric is deprecated, and why")
    static let removed = Key(
        "removed", .removed,
        help: """
            makes the entry a tombstone: documentation says what replaces the metric, and code can't use it any longer. The keys \
            that describe its series must be deleted
            """)
    static let swiftName = Key(
        "swift_name", .name(.swiftProperty), help: "its name in Swift, if the key isn't suitable")
    static let panel = Key("panel", .panel, help: "how the dashboard shows it")
    static let value = Key(
        "value", ValueType<Metric.ValueType>.choice,
        help: """
            `integer`: code can record only whole numbers; any number if left out. `callback`: the value is read when the \
            metric is scraped. `absolute`: a counter of something that counts itself
            """)
    static let `if` = Key(
        "if",
        .condition(
            whereTrue: "delete it: the metric exists in every process",
            whereFalse: "delete the metric, or write the condition that decides whether it exists"),
        help: "a condition, such as a Boolean parameter: the metric exists only in a process where it is true")
    static let since = Key("since", .release, help: "the minor version that introduced the metric")
    static let stability = Key(
        "stability", ValueType<Prose.Stability>.choice, help: "how far readers can rely on the metric")
    static let changes = Key(
        "changes", .list(of: .change), help: "what releases have changed under the same name, the oldest first")
    static let owner = Key("owner", .text, help: "whom to ask about it; the group's owner if left out")
    static let howToRead = Key("how_to_read", .text, help: "what a high or a low value means")
    static let nextSteps = Key(
        "next_steps", .oneOrMore(of: .text), help: "what to do when it looks bad: a string, or a list of steps")
    static let maxSeries = Key(
        "max_series", .integer(atLeast: 1), help: "the maximum number of series of the metric, computed from its labels"
    )
    static let allow = Key("allow", .waivers, help: "lint rules that the metric may break, each with a reason")

    static let table = KeyTable(
        .metric,
        [
            type.description, help.description, prefix.description, registeredName.description, aliases.description,
            renamedFrom.description, unit.description, labels.description, buckets.description,
            states.description, fields.description, multiprocess.description, quantiles.description,
            initial.description,
            monotonic.description, aggregate.description, value.description, `if`.description,
            maxSeries.description, since.description,
            stability.description, deprecated.description, removed.description, changes.description,
            owner.description,
            howToRead.description, nextSteps.description, swiftName.description, panel.description, allow.description,
        ])

    /// The keys that a tombstone keeps; the others describe series that no longer exist. Code that still records a
    /// stateset names its states, and the compiler must understand it before it can report the removal.
    static let keptByTombstone: Set<String> = [
        type.name, prefix.name, registeredName.name, aliases.name, since.name, states.name, deprecated.name,
        removed.name, swiftName.name,
    ]

    /// The keys that a tombstone can't have. Lint reports waivers that have nothing to hide.
    static let goneWithTombstone = Set(table.keys.map(\.name)).subtracting(keptByTombstone).subtracting([allow.name])
}

extension MetricKeys {
    /// Why a metric can't have a key that others have; nil if it can, or if its type isn't known.
    static func misfit(_ key: String, of mapping: YAMLMapping) -> String? {
        if mapping[removed.name] != nil, goneWithTombstone.contains(key) {
            return "a tombstone can't have \(quoted: key): delete it"
        }
        guard case .scalar(let scalar)? = mapping[type.name]?.value.content,
            let kind = MetricKind(rawValue: scalar.text)
        else { return nil }
        let isMisfit =
            if let detail = detail(ofKey: key) {
                !kind.has(detail)
            } else {
                [unit.name, value.name].contains(key) && !kind.hasUnit
            }
        guard isMisfit else { return nil }
        guard let owner = detail(ofKey: key).flatMap(owner(of:)) else {
            return "\(kind.phrase) can't have \(quoted: key): delete it"
        }
        return "only \(owner.phrase) can have \(quoted: key): write \(quoted: "type: " + owner.rawValue), or delete it"
    }

    /// The key that declares something that metrics of some kinds have.
    static func key(of detail: MetricKind.Detail) -> String {
        switch detail {
        case .mode: multiprocess.name
        case .initial: initial.name
        case .growth: monotonic.name
        case .quantiles: quantiles.name
        case .buckets: buckets.name
        case .fields: fields.name
        case .states: states.name
        }
    }

    private static func detail(ofKey key: String) -> MetricKind.Detail? {
        // Only a gauge's values could be combined in several ways, and it also is what can be monotonic.
        key == aggregate.name ? .growth : MetricKind.Detail.allCases.first { self.key(of: $0) == key }
    }

    /// The one kind that somebody means who writes a detail's key. A mode says nothing of the kind: it is deleted.
    private static func owner(of detail: MetricKind.Detail) -> MetricKind? {
        detail == .mode ? nil : MetricKind.having(detail).first
    }
}

enum PanelKeys {
    static let title = Key("title", .heading, help: "the panel's title")
    static let kind = Key(
        "kind", ValueType<Panel.Kind>.choice, help: "the kind of the panel; derived from the metric's type if left out")

    static let unit = Key(
        "unit", .text(.grafanaUnit),
        help: "the unit to show, by its id in Grafana, if that of the metric's `unit` isn't suitable")
    static let quantiles = Key(
        "quantiles", ValueType<[Double]>.quantiles(ofSummary: false),
        help: "the quantiles of a histogram to draw, between 0 and 1; the median, 0.9 and 0.99 if left out")
    static let groupBy = Key(
        "group_by", .labelNames(.label),
        help: "labels of the metric: the panel has a line for each of their values")
    static let place = Key(
        "place", ValueType<Panel.Place>.choice,
        help: """
            `group`: in the row of its group only; `overview`: there and in the overview; `nowhere`: no panel. If left \
            out, it is in its row, and also in the overview if it is one of the first of its sort and has no `if`
            """)

    static let table = KeyTable(
        .panel,
        [
            title.description, kind.description, unit.description, quantiles.description, groupBy.description,
            place.description,
        ])
}

extension ValueType<MetricDeclaration> {
    static var metric: ValueType {
        ValueType.mapping(MetricKeys.table) { reader in
            let isTombstone = reader.has(MetricKeys.removed)
            let kind = reader.require(MetricKeys.type)?.value
            let help = reader.require(MetricKeys.help, isExcused: isTombstone)
            let prefix = reader.read(MetricKeys.prefix)
            let registeredName = reader.read(MetricKeys.registeredName)
            let aliases = reader.read(MetricKeys.aliases)
            let renamedFrom = reader.read(MetricKeys.renamedFrom)
            let unit = reader.read(MetricKeys.unit)
            let known = reader.findings.count
            let labels = reader.read(MetricKeys.labels)
            let areLabelsRead =
                (reader.findings.count == known
                    || reader.hasRead(labels?.value.count ?? 0, ofEntriesOf: MetricKeys.labels))
                && !reader.hasMistyped(MetricKeys.labels)
            var mode = reader.read(MetricKeys.multiprocess)
            let quantiles = reader.read(MetricKeys.quantiles)?.value
            let initial = reader.read(MetricKeys.initial)
            let isMonotonic = reader.read(MetricKeys.monotonic)?.value
            let aggregation = reader.read(MetricKeys.aggregate)?.value
            let value = reader.read(MetricKeys.value)?.value
            if value == .absolute, let kind, kind != .counter, kind.hasUnit,
                let place = reader.place(of: MetricKeys.value)
            {
                reader.report(
                    InapplicableKey.finding(
                        Spanned("value: absolute", place), of: kind.phrase, why: "only a counter counts something",
                        help: "write `type: counter`, or delete it"))
            }
            if value == .callback, let kind, kind.has(.initial), let place = reader.place(of: MetricKeys.initial) {
                reader.report(
                    InapplicableKey.finding(
                        Spanned(MetricKeys.initial.name, place), of: "a gauge with `value: callback`",
                        why: "it has no value before it is read"))
            }
            if value == .integer, let initial, let finding = BadInitial.finding(fraction: initial) {
                reader.report(finding)
            }
            var buckets = reader.read(MetricKeys.buckets)?.value
            let states = reader.read(MetricKeys.states)?.value
            let fields = reader.read(MetricKeys.fields)?.value
            _ = reader.read(MetricKeys.allow)
            let panel = reader.declared(MetricKeys.panel)
            var refused: Set<String> = []
            if let kind, !isTombstone {
                refused = reader.checkFit(of: kind)
                if let finding = mode.flatMap({ UnsuitableMode.finding($0, of: kind) }) {
                    reader.report(finding)
                    mode = nil
                }
                // An info metric can have only labels, such as a version that is bound to the instance.
                if kind.description.needsLabels, reader.lacks(MetricKeys.fields) || fields?.isEmpty == true,
                    reader.isEmpty(MetricKeys.labels, labels?.value)
                {
                    reader.report(InfoWithoutFields.finding(reader.owner))
                }
            }
            // A key that the metric can't have is one error, and its contents aren't checked.
            func kept<Kept>(_ key: Key<Kept>, _ value: Kept?) -> Kept? { refused.contains(key.name) ? nil : value }
            buckets = kept(MetricKeys.buckets, buckets)
            // A tombstone has no series, so it needs no bounds either.
            if isTombstone, kind?.has(.buckets) == true, buckets == nil { buckets = .fixed([]) }
            if let states = kept(MetricKeys.states, states),
                let finding = TooManyStates.finding(
                    states, place: { reader.place(ofElement: $0, of: MetricKeys.states) ?? reader.owner.span })
            {
                reader.report(finding)
            }
            var shownPanel = panel?.value ?? PanelDeclaration()
            shownPanel.aggregation = kept(MetricKeys.aggregate, aggregation)
            let since = reader.read(MetricKeys.since)
            let condition = reader.read(MetricKeys.if)
            return MetricDeclaration(
                kind: kind, help: help ?? (isTombstone ? Spanned("", reader.owner.span) : nil),
                unit: refused.contains(MetricKeys.unit.name) ? nil : unit, prefix: prefix?.value,
                hasFaultyPrefix: reader.has(MetricKeys.prefix) && prefix == nil, registeredName: registeredName,
                aliases: aliases?.value ?? [], renamedFrom: renamedFrom?.value ?? [],
                labels: labels?.value ?? [], areLabelsRead: areLabelsRead,
                mode: mode?.value, initial: kept(MetricKeys.initial, initial?.value),
                isMonotonic: kept(MetricKeys.monotonic, isMonotonic) ?? false, buckets: buckets,
                fields: kept(MetricKeys.fields, fields)?.uses ?? [],
                fieldsParameter: kept(MetricKeys.fields, fields)?.parameter,
                states: kept(MetricKeys.states, states) ?? (isTombstone ? [] : nil),
                quantiles: kept(MetricKeys.quantiles, quantiles) ?? [],
                deprecated: reader.declared(MetricKeys.deprecated),
                removed: reader.declared(MetricKeys.removed),
                swiftName: reader.read(MetricKeys.swiftName), panel: shownPanel,
                value: value, condition: condition,
                hasFaultyCondition: reader.has(MetricKeys.if) && condition == nil,
                since: since,
                prose: Prose(
                    since: since?.value, stability: reader.read(MetricKeys.stability)?.value,
                    owner: reader.read(MetricKeys.owner)?.value, reading: reader.read(MetricKeys.howToRead)?.value,
                    nextSteps: reader.read(MetricKeys.nextSteps)?.value.map(\.value) ?? []),
                changes: reader.read(MetricKeys.changes)?.value ?? [],
                seriesLimit: reader.read(MetricKeys.maxSeries))
        }
    }
}

extension ValueType<Double> {
    /// A finite number.
    fileprivate static var initial: ValueType {
        ValueType(number.shape) { slot, findings in
            guard let value = number.read(slot, &findings) else { return nil }
            guard value.isFinite else {
                findings.append(BadInitial.finding(at: slot.span))
                return nil
            }
            return value
        }
    }
}

extension ValueType<PanelDeclaration> {
    static var panel: ValueType {
        ValueType.mapping(PanelKeys.table) { reader in
            var panel = PanelDeclaration()
            panel.title = reader.read(PanelKeys.title)?.value
            panel.kind = reader.read(PanelKeys.kind)
            panel.unit = reader.read(PanelKeys.unit)
            panel.quantiles = reader.read(PanelKeys.quantiles)
            panel.quantilesPlace = reader.place(of: PanelKeys.quantiles)
            panel.grouping = reader.read(PanelKeys.groupBy)?.value
            panel.place = reader.read(PanelKeys.place)?.value
            return panel
        }
    }
}

extension ValueType<[Double]> {
    /// - Parameter ofSummary: whether the least and the greatest observation are among them.
    fileprivate static func quantiles(ofSummary: Bool) -> ValueType {
        let list = ValueType<[Spanned<Double>]>.list(of: .number, atMost: SizeLimits.quantiles)
        return ValueType(list.shape) { slot, findings in
            guard let quantiles = list.read(slot, &findings) else { return nil }
            let faults = BadQuantile.findings(quantiles, ofSummary: ofSummary)
            findings += faults
            guard faults.isEmpty else { return nil }
            return ofSummary ? quantiles.map(\.value).sorted() : quantiles.map(\.value)
        }
    }
}

extension MappingReader {
    /// Keys that only some metric types have.
    ///
    /// - Returns: the keys that this metric has but shouldn't.
    fileprivate mutating func checkFit(of kind: MetricKind) -> Set<String> {
        var refused: Set<String> = []
        func refuse<Value>(_ key: Key<Value>, of kind: MetricKind, why: String) {
            if self.refuse(key, of: kind, why: why) { refused.insert(key.name) }
        }
        /// What no metric of this kind declares.
        func refuse<Value>(_ key: Key<Value>, of detail: MetricKind.Detail) {
            guard !kind.has(detail) else { return }
            refuse(key, of: kind, why: "only \(MetricKind.plurals(having: detail)) have \(quoted: key.name)")
        }
        // What is written as `native` of the metric belongs there.
        if kind.has(.buckets), lacks(MetricKeys.buckets), !hasUnknown(BucketKeys.native.name) {
            report(HistogramWithoutBuckets.finding(owner))
        }
        if kind.has(.states), lacks(MetricKeys.states) { report(StatesetWithoutStates.finding(owner)) }
        refuse(MetricKeys.initial, of: .initial)
        refuse(MetricKeys.monotonic, of: .growth)
        refuse(MetricKeys.aggregate, of: .growth)
        refuse(MetricKeys.quantiles, of: .quantiles)
        refuse(MetricKeys.buckets, of: .buckets)
        refuse(MetricKeys.states, of: .states)
        refuse(MetricKeys.fields, of: .fields)
        let why: String? =
            switch kind.description.values {
            case .any: nil
            case .one: "its value is always 1"
            case .flags: "its values are 0 and 1"
            }
        if let why {
            refuse(MetricKeys.unit, of: kind, why: why)
            refuse(MetricKeys.value, of: kind, why: why)
        }
        if !kind.has(.mode) {
            let why =
                kind.isShareable
                ? "the values of several processes are always added up" : "several processes can't share it"
            refuse(MetricKeys.multiprocess, of: kind, why: why)
        }
        return refused
    }

    /// Whether a key is missing, and no reported key was meant as it.
    fileprivate func lacks<Value>(_ key: Key<Value>) -> Bool { !has(key) && isComplete && !hasMistyped(key) }

    /// The same, or an empty list.
    fileprivate func isEmpty(_ key: Key<[LabelUse]>, _ value: [LabelUse]?) -> Bool {
        lacks(key) || value?.isEmpty == true
    }

    private mutating func refuse<Value>(_ key: Key<Value>, of kind: MetricKind, why: String) -> Bool {
        guard let place = place(of: key) else { return false }
        discardFindings(of: key)
        report(InapplicableKey.finding(Spanned(key.name, place), of: kind.phrase, why: why))
        return true
    }

    /// A key that exists, even if its value has been reported.
    mutating func declared<Value>(_ key: Key<Value>) -> Declared<Value>? {
        guard let place = place(of: key) else { return nil }
        return Declared(name: Spanned(key.name, place), value: read(key)?.value)
    }
}
