import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unitMissingFromName: SpecCheck = SpecCheck(
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
    ) { product in
        product.namedMetrics.compactMap { metric -> Finding? in
            guard let unit = metric.unit, unit.isMeasure, let suffix = unit.nameSuffix else { return nil }
            let words = metric.nameWords
            // An abbreviation is another rule's; a time is said by either word.
            let known =
                suffix.split(separator: "_").map(String.init)
                + Unit.allCases.filter { $0.base.unit == unit.base.unit }.flatMap(\.abbreviations)
            guard !words.contains(where: known.contains) else { return nil }
            return Finding(
                unitMissingFromName.rule, at: metric.key.span,
                "the name `\(metric.name)` doesn't say its unit, \(unit.words)",
                help: "name it `\(metric.nameWithUnit(suffix))`; if it is published already, waive this with a reason",
                fixes: [.renaming(metric, to: metric.nameWithUnit(suffix))])
        }
    }
}
