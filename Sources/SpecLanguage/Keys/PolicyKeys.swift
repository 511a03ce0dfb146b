// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins

/// The demands that a policy can make, each known by its key, and what every policy says.
enum PolicyKeys {
    static let require = Key(
        "require", .list(of: ValueType<Policy.RequiredKey>.choice),
        help: "keys that every metric must have, if its type allows them; the group's `owner` counts")
    static let forbidLabels = Key(
        "forbid_labels", .list(of: .name(.identifier(of: "label"))),
        help: "labels that no metric may have, by the names that a scrape shows")
    static let name = Key("name", .policyName, help: "what the full names of metrics look like")
    static let maxSeriesPerMetric = Key(
        "max_series_per_metric", .integer(atLeast: 1),
        help: "the maximum number of series of each metric, computed from its labels")
    static let together = Key(
        "together", .list(of: .labelsTogether),
        help: "lists of labels, by the names that a scrape shows: a metric has all labels of a list, or none")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")
    static let severity = Key(
        "severity", ValueType<Severity>.choice,
        help: "how serious it is if a metric breaks the policy; `warning` if left out")

    static let table = KeyTable(
        .policy,
        oneOf: [require.name, forbidLabels.name, name.name, maxSeriesPerMetric.name, together.name],
        [
            require.description, forbidLabels.description, name.description, maxSeriesPerMetric.description,
            together.description, reason.description, severity.description,
        ])
}

enum PolicyNameKeys {
    static let pattern = Key(
        "pattern", .text, isRequired: true,
        help: "a regular expression, as in queries of Prometheus, that has to match the whole full name")
    static let except = Key(
        "except", .oneOrMore(of: .text), help: "patterns of names that may look otherwise: one, or a list")

    static let table = KeyTable(.policyName, [pattern.description, except.description])
}

extension ValueType<Policy> {
    static var policy: ValueType {
        ValueType.mapping(PolicyKeys.table) { reader in
            let reason = reader.require(PolicyKeys.reason)
            let severity = reader.read(PolicyKeys.severity)?.value ?? .warning
            let demand = Policy.Demand(&reader)
            guard let reason, let demand else { return nil }
            return Policy(demand, reason: reason.value, severity: severity)
        }
    }
}

extension Policy.Demand {
    /// The one demand of a policy; nil where that has been reported.
    fileprivate init?(_ reader: inout MappingReader) {
        guard let key = reader.form(ifNone: "this policy demands nothing", ifSeveral: "write a policy for each of them")
        else { return nil }
        let known = reader.findings.count
        guard let demand = Self.read(key.value, &reader) else { return nil }
        // What doesn't fit was left out of the lists, and is reported.
        if reader.findings.count == known, demand.isEmpty { reader.report(EmptyPolicy.finding(key)) }
        self = demand
    }

    private static func read(_ key: String, _ reader: inout MappingReader) -> Self? {
        switch key {
        case PolicyKeys.require.name: reader.read(PolicyKeys.require).map { .keys($0.value) }
        case PolicyKeys.forbidLabels.name: reader.read(PolicyKeys.forbidLabels).map { .noLabels($0.value) }
        case PolicyKeys.name.name: reader.read(PolicyKeys.name)?.value
        case PolicyKeys.maxSeriesPerMetric.name: reader.read(PolicyKeys.maxSeriesPerMetric).map { .seriesLimit($0) }
        default: reader.read(PolicyKeys.together).map { .labelsTogether($0.value.map(\.value)) }
        }
    }

    private var isEmpty: Bool {
        switch self {
        case .keys(let keys): keys.isEmpty
        case .noLabels(let labels): labels.isEmpty
        case .labelsTogether(let lists): lists.isEmpty
        case .name, .seriesLimit: false
        }
    }
}

extension ValueType<Policy.Demand> {
    fileprivate static var policyName: ValueType {
        ValueType.mapping(PolicyNameKeys.table) { reader in
            let pattern = reader.require(PolicyNameKeys.pattern)
            let except = reader.read(PolicyNameKeys.except)?.value ?? []
            return pattern.map { .name(pattern: $0, except: except) }
        }
    }
}

extension ValueType<[Spanned<String>]> {
    /// At least two names of labels.
    fileprivate static var labelsTogether: ValueType {
        let names = ValueType.list(of: .name(.identifier(of: "label")))
        return ValueType(names.shape) { slot, findings in
            let known = findings.count
            guard let labels = names.read(slot, &findings) else { return nil }
            if findings.count == known, Set(labels.map(\.value)).count < 2 {
                findings.append(EmptyPolicy.finding(together: slot.span))
            }
            return labels
        }
    }
}
