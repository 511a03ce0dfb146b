import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unitMissingFromName: SpecCheck = naming(
        Rule(
            code: "MG2102", name: "unit-missing-from-name", severity: .warning,
            explanation: """
                Whoever sees a number in a query has nothing but the name to tell them whether it is seconds or \
                bytes. Prometheus' names end in the unit: `order_duration_seconds`. Units that count pieces, such as \
                requests, are in the name anyway or needless.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration: {type: gauge, help: How long the last order took., unit: seconds}
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
        guard let unit = metric.unit, unit.isMeasure, let suffix = unit.nameSuffix?.words else { return nil }
        let words = metric.nameWords
        // An abbreviation is another rule's; a time is said by either word.
        let known = suffix + Unit.allCases.filter { $0.base.unit == unit.base.unit }.flatMap(\.abbreviations)
        guard !words.contains(where: known.contains) else { return nil }
        return NameFault(
            message:
                "the name `\(metric.name)` doesn't say that it is in \(unit.words), and in a query there is nothing but the name",
            advice: "let it end in `_\(suffix.joined(separator: "_"))`"
        ) { name in
            if name.unit == unit { name.append(suffix) }
        }
    }
}
