import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let abbreviatedUnit: SpecCheck = SpecCheck(
        Rule(
            code: "MG2106", name: "abbreviated-unit", severity: .warning,
            explanation: """
                An abbreviated unit is a riddle: is `_ms` milliseconds, and `_perc` from 0 to 1 or from 0 to 100? \
                Write the unit out, as Prometheus' own names do.
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
    ) { product in
        product.namedMetrics.compactMap { metric -> Finding? in
            let words = metric.nameWords
            // A single letter is a unit only where the spec says of which.
            let own = metric.unit.flatMap { unit in
                unit.abbreviations.first { words.last == $0 || $0.count > 1 && words.contains($0) }.map { (unit, $0) }
            }
            guard let (unit, abbreviation) = own ?? abbreviation(endingIn: words.last ?? "") else { return nil }
            return Finding(
                abbreviatedUnit.rule, at: metric.key.span,
                "the name `\(metric.name)` abbreviates \(unit.words) to `\(abbreviation)`",
                help: "write `\(unit.rawValue)`; if the name is published already, waive this with a reason")
        }
    }

    private static func abbreviation(endingIn word: String) -> (Unit, String)? {
        guard word.count > 1, let unit = Unit.allCases.first(where: { $0.abbreviations.contains(word) }) else {
            return nil
        }
        return (unit, word)
    }
}
