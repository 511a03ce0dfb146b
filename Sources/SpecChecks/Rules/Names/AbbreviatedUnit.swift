// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let abbreviatedUnit: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2106", name: "abbreviated-unit", severity: .warning),
            explanation: """
                An abbreviated unit is ambiguous: is `_ms` milliseconds, and is `_perc` from 0 to 1 or from 0 to \
                100? Write the unit out, as Prometheus' own names do.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_sec: {type: gauge, help: How long the last order took., unit: seconds}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_seconds: {type: gauge, help: How long the last order took., unit: seconds}
                """)
    ) { metric, _ in
        var words = metric.nameWords
        if words.last == "total" { words.removeLast() }
        // A single letter is a unit only where the spec says of which.
        let own = metric.unit.flatMap { unit in
            unit.abbreviations.first { words.last == $0 || $0.count > 1 && words.contains($0) }.map { (unit, $0) }
        }
        guard let (unit, abbreviation) = own ?? abbreviation(endingIn: words.last ?? "") else { return nil }
        // A rate, such as `orders_per_sec`, has no unit.
        let lacksUnit = metric.unit == nil && metric.kind.hasUnit && !words.contains("per")
        return NameFault(
            message:
                "the name \(quoted: metric.name) abbreviates \(unit.words) to \(quoted: abbreviation), which readers have to guess",
            advice: "write it out",
            // Otherwise the better name leads to the next diagnostic. Other units have `not-a-base-unit`.
            besides: lacksUnit && unit.isBase ? "add `unit: \(unit.name)`" : nil
        ) { name in
            let written = name.unit.flatMap { $0.base.unit == unit.base.unit ? $0 : nil }
            _ = name.replace([abbreviation], with: written ?? unit)
            if lacksUnit, unit.isBase { name.unit = unit }
        }
    }

    private static func abbreviation(endingIn word: String) -> (Unit, String)? {
        guard word.count > 1, !Unit.ambiguousAbbreviations.contains(word),
            let unit = Unit.languageUnits.first(where: { $0.abbreviations.contains(word) })
        else {
            return nil
        }
        return (unit, word)
    }
}
