// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecYAML

enum GroupKeys {
    static let title = Key("title", .heading, help: "its heading; derived from the key if left out")
    static let help = Key("help", .text, help: "a sentence or two above its table")
    static let swiftName = Key(
        "swift_name", .name(.swiftProperty), help: "its name in Swift, if the key isn't suitable")
    static let prefix = Key(
        "prefix", .prefix,
        help: "the prefix of its metrics' names, instead of the product's; `\"\"` for none")
    static let aliases = Key(
        "aliases", .oneOrMore(of: .name(.prefix)),
        help: "other prefixes under which people see its metrics, instead of the product's `aliases`")
    static let metrics = Key(
        "metrics", ValueType<[Declared<MetricDeclaration>]>.metrics, isRequired: true,
        help: "its metrics, by their names without the prefix")
    static let `if` = Key(
        "if",
        .condition(
            whereTrue: "delete it: the group exists in every process",
            whereFalse: "delete the group, or write the condition that decides whether it exists"),
        help: "a condition, such as a Boolean parameter: the group exists only in a process where it is true")
    static let stability = Key(
        "stability", ValueType<Prose.Stability>.choice,
        help: "how far readers can rely on its metrics; a metric can say otherwise for itself")
    static let deprecated = Key(
        "deprecated", .deprecated,
        help: "since when its metrics are deprecated, and why; a metric can say otherwise for itself")
    static let owner = Key("owner", .text, help: "whom to ask about its metrics")
    static let maxSeries = Key(
        "max_series", .integer(atLeast: 1), help: "the maximum number of series of all its metrics together")
    static let sorted = Key("sorted", .boolean, help: "whether its metrics must be in the order of their names")
    static let allow = Key("allow", .waivers, help: "lint rules that the group may break, each with a reason")

    static let table = KeyTable(
        .group,
        [
            title.description, help.description, prefix.description, aliases.description, `if`.description,
            stability.description, deprecated.description, owner.description, maxSeries.description,
            sorted.description, swiftName.description, allow.description, metrics.description,
        ])
}

extension ValueType<GroupDeclaration> {
    static var group: ValueType {
        let keys = keys
        return ValueType(keys.shape) { slot, findings in
            guard case .mapping(let mapping) = slot.node.content,
                let mended = mapping.gatheringMetrics(of: slot.key, &findings)
            else { return keys.read(slot, &findings) }
            return keys.read(Slot(key: slot.key, node: YAMLNode(.mapping(mended), slot.node.span)), &findings)
        }
    }

    private static var keys: ValueType {
        ValueType.mapping(GroupKeys.table) { reader in
            let title = reader.read(GroupKeys.title)
            let help = reader.read(GroupKeys.help)
            let swiftName = reader.read(GroupKeys.swiftName)
            let prefix = reader.read(GroupKeys.prefix)
            let aliases = reader.read(GroupKeys.aliases)
            let metrics = reader.require(GroupKeys.metrics)
            let condition = reader.read(GroupKeys.if)
            let stability = reader.read(GroupKeys.stability)
            let deprecated = reader.declared(GroupKeys.deprecated)
            let owner = reader.read(GroupKeys.owner)
            let seriesLimit = reader.read(GroupKeys.maxSeries)
            let isSorted = reader.read(GroupKeys.sorted)
            _ = reader.read(GroupKeys.allow)
            guard let metrics else { return nil }
            return GroupDeclaration(
                title: title?.value, help: help?.value, swiftName: swiftName, prefix: prefix?.value,
                hasFaultyPrefix: reader.has(GroupKeys.prefix) && prefix == nil,
                aliases: aliases?.value, metrics: metrics.value,
                condition: condition, hasFaultyCondition: reader.has(GroupKeys.if) && condition == nil,
                stability: stability?.value, deprecated: deprecated, owner: owner?.value,
                seriesLimit: seriesLimit,
                isSorted: isSorted?.value ?? false)
        }
    }
}

extension ValueType<[Declared<MetricDeclaration>]> {
    fileprivate static var metrics: ValueType {
        let entries = ValueType.entries("metric", .metric, of: .metric, atMost: SizeLimits.metrics)
        return ValueType(entries.shape) { slot, findings in
            if slot.node.isAbsent || slot.node.isEmptyMapping {
                findings.append(EmptyGroup.finding(slot))
                return nil
            }
            return entries.read(slot, &findings)
        }
    }
}

extension YAMLMapping {
    /// The group as it was meant, if metrics are written next to its keys: reports them, and puts them under `metrics`, so
    /// errors inside them are found, and references to them aren't reported. Nil if there are none.
    fileprivate func gatheringMetrics(of group: Spanned<String>, _ findings: inout [Finding]) -> YAMLMapping? {
        let misplaced = entries.filter(\.isMetricBesideKeys)
        guard let first = misplaced.first, !misplaced.contains(where: { isMistypedMetrics($0) }) else { return nil }
        let names = Set(misplaced.map(\.key.value))
        var rest = entries.filter { !names.contains($0.key.value) }
        var metrics = YAMLMapping(entries: misplaced, isComplete: isComplete, isFlow: isFlow)
        if let index = rest.firstIndex(where: { $0.key.value == GroupKeys.metrics.name }) {
            if case .mapping(let declared) = rest[index].value.content {
                let known = Set(declared.entries.map(\.key.value))
                metrics = YAMLMapping(
                    entries: declared.entries + misplaced.filter { !known.contains($0.key.value) },
                    isComplete: declared.isComplete && isComplete, isFlow: declared.isFlow)
            } else if !rest[index].value.isAbsent {
                return nil
            }
            rest[index] = Entry(key: rest[index].key, value: YAMLNode(.mapping(metrics), first.value.span))
        } else {
            rest.append(
                Entry(
                    key: Spanned(GroupKeys.metrics.name, group.span),
                    value: YAMLNode(.mapping(metrics), first.value.span)))
        }
        let hasKey = self[GroupKeys.metrics.name] != nil
        findings.append(UnknownKey.finding(metrics: misplaced.map(\.key), besideKeysOf: group, hasKey: hasKey))
        return YAMLMapping(entries: rest, isComplete: isComplete, isFlow: isFlow)
    }

    private func isMistypedMetrics(_ entry: Entry) -> Bool {
        UnknownKey.suggestion(for: entry, in: GroupKeys.table, of: self) == GroupKeys.metrics.name
    }
}

extension YAMLMapping.Entry {
    /// Whether an entry of a group isn't one of its keys but a metric.
    var isMetricBesideKeys: Bool { !GroupKeys.table.has(key.value) && value.looksLikeMetric }
}

extension YAMLNode {
    /// Whether it has a type or a help, written as a string.
    fileprivate var looksLikeMetric: Bool {
        guard case .mapping(let mapping) = content else { return false }
        return [MetricKeys.type.name, MetricKeys.help.name].contains { key in
            if case .scalar? = mapping[key]?.value.content { true } else { false }
        }
    }

    fileprivate var isEmptyMapping: Bool {
        if case .mapping(let mapping) = content { mapping.entries.isEmpty && mapping.isComplete } else { false }
    }
}
