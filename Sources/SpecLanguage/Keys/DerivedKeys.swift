// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The forms of a derived value, each known by its key, and what every derived value says.
enum DerivedKeys {
    static let ratio = Key(
        "ratio", .seriesPair, help: "the share that the growth of one metric has in the growth of another one")
    static let rate = Key("rate", .text(.series), help: "the growth per second of a metric")
    static let saturation = Key(
        "saturation", .seriesPair, help: "how full something is: one gauge divided by another one")
    static let difference = Key("difference", .seriesPair, help: "one gauge minus another one")
    static let quantile = Key("quantile", .derivedQuantile, help: "a quantile of what a histogram observed")
    static let mean = Key("mean", .text(.series), help: "the mean of what a histogram or a summary observed")
    static let expr = Key(
        "expr", .text(.query), help: "a query in PromQL, with full names of metrics and names of derived values")
    static let help = Key("help", .statement, isRequired: true, help: "what it says, in a sentence")
    static let by = Key(
        "by", .oneOrMore(of: .name(.identifier(of: "label"))),
        help: "labels: there is a series for each combination of their values and `job`; for each `job` if left out")
    static let unit = Key("unit", .unit, help: "what its values count; has to agree with the metrics' units")
    static let group = Key(
        "group", .name(.identifier(of: "group")),
        help: "the group in whose row of the dashboard it has a panel; it has none if left out")

    static let table = KeyTable(
        .derived,
        oneOf: [ratio.name, rate.name, saturation.name, difference.name, quantile.name, mean.name, expr.name],
        [
            help.description, ratio.description, rate.description, saturation.description, difference.description,
            quantile.description, mean.description, expr.description, by.description, unit.description,
            group.description,
        ])
}

/// The keys of two metrics that are compared.
enum SeriesPairKeys {
    static let of = Key(
        "of", .text(.series), isRequired: true,
        help: "the metric that is divided, or from which the other one is subtracted")
    static let to = Key("to", .text(.series), isRequired: true, help: "the metric that it is compared with")

    static let table = KeyTable(.seriesPair, [of.description, to.description])
}

enum DerivedQuantileKeys {
    static let of = Key("of", .text(.series), isRequired: true, help: "the histogram")
    static let at = Key(
        "at", .number, isRequired: true, help: "the quantile, between 0 and 1: 0.99 for the 99th percentile")

    static let table = KeyTable(.derivedQuantile, [of.description, at.description])
}

/// A derived value whose unit is still a name.
struct DerivedDeclaration: Sendable {
    let help: String
    let form: DerivedValue.Form
    let grouping: [Spanned<String>]
    let unit: Spanned<String>?
    let group: String?
}

extension ValueType<DerivedDeclaration> {
    static var derived: ValueType {
        ValueType.mapping(DerivedKeys.table) { reader in
            let help = reader.require(DerivedKeys.help)
            let grouping = reader.read(DerivedKeys.by)
            let unit = reader.read(DerivedKeys.unit)
            let group = reader.read(DerivedKeys.group)
            guard let key = reader.form(ifNone: "this derived value says nothing about how it is computed") else {
                return nil
            }
            if key.value == DerivedKeys.expr.name, let by = reader.named(DerivedKeys.by) {
                reader.report(
                    ContradictingKeys.finding(
                        by, first: key, in: MappingSubject.derived.indefinite,
                        help: "delete it, and write `by (…)` in the query"))
            }
            guard let form = form(key.value, &reader), let help else { return nil }
            return DerivedDeclaration(
                help: help.value, form: form, grouping: grouping?.value ?? [], unit: unit,
                group: group?.value)
        }
    }

    private static func form(_ key: String, _ reader: inout MappingReader) -> DerivedValue.Form? {
        switch key {
        case DerivedKeys.ratio.name:
            reader.read(DerivedKeys.ratio).map { .ratio(of: $0.value.of, to: $0.value.to) }
        case DerivedKeys.rate.name: reader.read(DerivedKeys.rate).map { .rate($0.value) }
        case DerivedKeys.saturation.name:
            reader.read(DerivedKeys.saturation).map { .saturation(of: $0.value.of, to: $0.value.to) }
        case DerivedKeys.difference.name:
            reader.read(DerivedKeys.difference).map { .difference(of: $0.value.of, to: $0.value.to) }
        case DerivedKeys.quantile.name:
            reader.read(DerivedKeys.quantile).map { .quantile($0.value.at, of: $0.value.of) }
        case DerivedKeys.mean.name: reader.read(DerivedKeys.mean).map { .mean($0.value) }
        default: reader.read(DerivedKeys.expr).map { .expression($0.value) }
        }
    }
}

struct SeriesPair: Sendable {
    let of: String
    let to: String
}

struct DerivedQuantile: Sendable {
    let of: String
    let at: Double
}

extension ValueType<SeriesPair> {
    fileprivate static var seriesPair: ValueType {
        ValueType.mapping(SeriesPairKeys.table) { reader in
            let of = reader.require(SeriesPairKeys.of)
            let to = reader.require(SeriesPairKeys.to)
            guard let of, let to else { return nil }
            return SeriesPair(of: of.value, to: to.value)
        }
    }
}

extension ValueType<DerivedQuantile> {
    fileprivate static var derivedQuantile: ValueType {
        ValueType.mapping(DerivedQuantileKeys.table) { reader in
            let of = reader.require(DerivedQuantileKeys.of)
            let at = reader.require(DerivedQuantileKeys.at)
            let faults = at.map { BadQuantile.findings([$0], ofSummary: false) } ?? []
            for fault in faults { reader.report(fault) }
            guard let of, let at, faults.isEmpty else { return nil }
            return DerivedQuantile(of: of.value, at: at.value)
        }
    }
}
