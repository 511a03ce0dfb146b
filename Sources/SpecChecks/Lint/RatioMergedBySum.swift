import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let ratioMergedBySum: SpecCheck = SpecCheck(
        Rule(
            code: "MG2301", name: "ratio-merged-by-sum", severity: .warning,
            explanation: """
                Two processes of which each is half full are not together full. Values that are a share of something \
                don't add up: merge them with `max`, `min`, or keep them apart with `all`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      cart_fill_ratio: {type: gauge, help: How full the carts are., unit: ratio, multiprocess: sum}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      cart_fill_ratio: {type: gauge, help: How full the carts are., unit: ratio, multiprocess: max}
                """)
    ) { product in
        product.livingMetrics.compactMap { metric -> Finding? in
            guard case .gauge(let mode) = metric.shape, mode == .sum || mode == .livesum,
                metric.unit?.base.unit == .ratio
            else { return nil }
            return Finding(
                ratioMergedBySum.rule, at: metric.key.span,
                "the \(metric.unit?.rawValue ?? "ratio") `\(metric.name)` is added up over processes, and can exceed the whole",
                help: "write `multiprocess: max`, or another mode that doesn't add up")
        }
    }
}
