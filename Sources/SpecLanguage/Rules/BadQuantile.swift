import SpecDiagnostics
import SpecModel

enum BadQuantile {
    static let rule = Rule(
        code: "MG1415", name: "bad-quantile",
        explanation: """
            A quantile is between 0 and 1: 0.99 is the value that 99 of 100 observations don't exceed. Buckets can't \
            answer for 0 and 1 themselves, and a number such as 99 was meant as a percentage. List each quantile once.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items:
                    {type: histogram, help: Items of an order., buckets: [1, 2, 5], panel: {quantiles: [50]}}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  order_items:
                    {type: histogram, help: Items of an order., buckets: [1, 2, 5], panel: {quantiles: [0.5]}}
            """)

    static func findings(_ quantiles: [Spanned<Double>], of slot: Slot) -> [Finding] {
        var places: [Double: Span] = [:]
        return quantiles.compactMap { quantile in
            let value = quantile.value
            guard value > 0, value < 1 else {
                let share = value / 100
                let guess = value > 1 && value < 100 ? "did you mean \(quoted: share)?" : nil
                return Finding(
                    rule, at: quantile.span,
                    "a quantile must be between 0 and 1, not \(BoundText.text(of: value))", underline: guess,
                    help: guess == nil ? "write a number such as `0.99`" : nil,
                    fixes: guess == nil ? [] : [.replacing(quantile.span, with: "\(share)")])
            }
            if let first = places[value] {
                return Finding(
                    rule, at: quantile.span, "this quantile is listed twice", help: "delete one of them",
                    related: [.init("listed first here", at: first)])
            }
            places[value] = quantile.span
            return nil
        }
    }
}
