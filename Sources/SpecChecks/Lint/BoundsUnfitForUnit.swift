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
        var reported: Set<Span> = []
        return product.livingMetrics.compactMap { metric -> Finding? in
            guard case .histogram(let set) = metric.shape, let unit = metric.unit,
                let limit = unit.greatestSensibleBound,
                let last = set.bounds.known?.last, last > limit
            else { return nil }
            let place = set.name?.span ?? metric.key.span
            guard reported.insert(place).inserted else { return nil }
            return Finding(
                boundsUnfitForUnit.rule, at: place,
                "a bound of \(BoundText.text(of: last)) is too much for \(unit.words), the unit of `\(metric.name)`",
                help: "write the bounds in \(unit.words), or correct the metric's `unit`",
                related: set.name == nil ? [] : [.init("`\(metric.name)` has these bounds", at: metric.key.span)])
        }
    }
}
