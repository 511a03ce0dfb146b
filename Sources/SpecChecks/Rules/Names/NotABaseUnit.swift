// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let notABaseUnit: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2103", name: "not-a-base-unit", severity: .warning),
            explanation: """
                Prometheus measures in base units: seconds, bytes, a ratio from 0 to 1. Two metrics in milliseconds \
                and seconds can't be compared, and a panel with the wrong unit is off by a factor of a thousand \
                without anyone noticing. Record the base unit; a dashboard shows it in a readable unit.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_milliseconds: {type: gauge, help: How long the last order took., unit: milliseconds}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_seconds: {type: gauge, help: How long the last order took., unit: seconds}
                """)
    ) { metric, named in
        guard let unit = metric.unit ?? multiplesByName[metric.lastWord], !unit.isBase else { return nil }
        let base = unit.base.unit
        let sibling = named.firstByUnit[base]
        let correction = "record \(base.words) (`unit: \(base.name)`)"
        return NameFault(
            message:
                "\(quoted: metric.name) is in \(unit.words), so it can't be compared with metrics in \(base.words), the base unit",
            advice: "\(correction) and end the name with `_\(base.nameSuffix ?? base.name)`",
            besides: correction,
            related: sibling.map { [.init("\(quoted: $0.name) is in \(base.words)", at: named.name(of: $0))] } ?? []
        ) { name in
            name.unit = base
            let names = unit.abbreviations + [unit.name]
            if !name.replace(names, with: base), let suffix = base.nameSuffix?.words,
                !suffix.allSatisfy(name.words.contains)
            {
                name.append(suffix)
            }
        }
    }

    /// The unit in the last word of a name, if the spec gives none.
    private static let multiplesByName: [String: Unit] = Dictionary(
        uniqueKeysWithValues: Unit.languageUnits.filter { $0.isMeasure && !$0.isBase }.map { ($0.name, $0) })
}

extension Metric {
    /// The last part of its key but for a counter's `_total`.
    fileprivate var lastWord: String {
        let units = key.utf8
        let name = key.hasSuffix("_total") ? units.dropLast("_total".utf8.count) : units[...]
        let start = name.lastIndex(of: UInt8(ascii: "_")).map { name.index(after: $0) } ?? name.startIndex
        return String(Substring(name[start...]))
    }
}
