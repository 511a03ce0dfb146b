import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let boundsUnfitForUnit: SpecCheck = SpecCheck(
        Rule(
            code: "MG2504", name: "bounds-unfit-for-unit", severity: .warning,
            explanation: """
                Bounds in another unit than the metric's are off by a factor: seconds of 5,000 are nearly one and a \
                half hours, and most likely milliseconds; a ratio is never above 1, nor a percentage above 100.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_seconds: {type: histogram, help: How long an order took., unit: seconds, buckets: [100, 1000, 5000]}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_seconds: {type: histogram, help: How long an order took., unit: seconds, buckets: [0.1, 1, 5]}
                """)
    ) { product in
        product.usedBounds.flatMap { bounds, metrics -> [Finding] in
            var units: Set<Unit> = []
            return metrics.compactMap { metric in
                guard let unit = metric.unit, units.insert(unit).inserted, let limit = unit.greatestSensibleBound,
                    let index = bounds.values.firstIndex(where: { $0 > limit })
                else { return nil }
                let place =
                    bounds.places.isEmpty
                    ? bounds.place
                    : Span(source: bounds.place.source, start: bounds.places[index].start, end: bounds.place.end)
                return Finding(
                    boundsUnfitForUnit.rule, at: place,
                    "a bound of \(BoundText.text(of: bounds.values.last ?? limit)) is too much for \(unit.words), the unit of \(quoted: metric.name), and was most likely meant in another",
                    help: "write the bounds in \(unit.words), or correct the metric's `unit`",
                    related: bounds.owner.span == metric.key.span
                        ? [] : [.init("\(quoted: metric.name) has these bounds", at: metric.key.span)])
            }
        }
    }
}
