// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The keys of a unit that the language doesn't have.
enum UnitKeys {
    static let grafana = Key(
        "grafana", .text(.grafanaUnit), help: "how a dashboard writes it, by its id in Grafana; `short` if left out")
    static let suffix = Key(
        "suffix", .name(.identifier(of: "unit")),
        help: "the word that names of metrics end in, before a counter's `_total`; a name needs none if left out")
    static let base = Key(
        "base", .text(.unit), requiredWith: "factor", help: "the base unit of the language that it is a multiple of")
    static let factor = Key("factor", .number, requiredWith: "base", help: "how much of the base unit one of it is")
    static let allow = Key("allow", .waivers, help: "lint rules that the unit may break, each with a reason")

    static let table = KeyTable(
        .unit, [grafana.description, suffix.description, base.description, factor.description, allow.description])
}

extension ValueType<OwnUnit> {
    static var ownUnit: ValueType {
        ValueType.mapping(UnitKeys.table) { reader in
            let grafana = reader.read(UnitKeys.grafana)?.value ?? "short"
            let suffix = reader.read(UnitKeys.suffix)?.value
            _ = reader.read(UnitKeys.allow)
            guard reader.has(UnitKeys.base) || reader.has(UnitKeys.factor) else {
                return OwnUnit(name: reader.owner.value, grafana: grafana, suffix: suffix)
            }
            let base = reader.require(UnitKeys.base)
            let factor = reader.require(UnitKeys.factor)
            guard let base, let factor else { return nil }
            guard let unit = LanguageUnit(rawValue: base.value), unit.base.unit == unit else {
                reader.report(UnknownValue.finding(base, of: UnitKeys.base.name, Self.baseUnits))
                return nil
            }
            guard factor.value > 0, factor.value.isFinite, factor.value != 1 else {
                reader.report(BadLimits.finding(factor: factor))
                return nil
            }
            return OwnUnit(
                name: reader.owner.value, grafana: grafana, suffix: suffix,
                base: LanguageUnit.Base(unit: unit, factor: factor.value))
        }
    }

    /// The units of the language that others can be multiples of.
    private static var baseUnits: [String] { LanguageUnit.allCases.filter { $0.base.unit == $0 }.map(\.rawValue) }
}
