import MetricsVocabulary
import SpecDiagnostics

enum BadSeries {
    static let rule = Rule(
        code: "MG1402", name: "bad-series",
        explanation: """
            A series repeats its mantissas for each power of ten, from 1 on: `series: [1, 2, 5], max: 100` is 1, \
            2, 5, 10, 20, 50, 100. For the bounds to ascend the mantissas have to be positive, ascend \
            themselves, and the last has to be less than ten times the first. A `max` below the first mantissa \
            would leave no bounds.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {series: [1, 5, 10], max: 1000}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            buckets:
              sizes: {series: [1, 5], max: 1000}
            """)

    private static let most = 1000

    static func finding(
        _ mantissas: Spanned<[Spanned<Double>]>, limit: Spanned<BoundsDeclaration.Limit>?
    ) -> Finding? {
        func made(_ message: String, at span: Span, help: String) -> Finding {
            Finding(rule, at: span, message, help: help)
        }
        guard let first = mantissas.value.first else {
            return made("this series has no mantissas", at: mantissas.span, help: "list them, such as `[1, 2, 5]`")
        }
        var previous = 0.0
        for mantissa in mantissas.value {
            if !mantissa.value.isFinite || mantissa.value <= 0 {
                return made(
                    "a mantissa has to be a positive number", at: mantissa.span, help: "write one, or delete it")
            }
            if mantissa.value <= previous {
                return made(
                    "this mantissa is not greater than the one before it", at: mantissa.span,
                    help: "write the mantissas in ascending order, each once")
            }
            if mantissa.value >= 10 * first.value {
                return made(
                    "this mantissa is ten times the first or more, so that the bounds would not ascend",
                    at: mantissa.span,
                    help: "delete it: the next power of ten starts there")
            }
            previous = mantissa.value
        }
        if let limit, case .number(let number) = limit.value {
            if !number.isFinite {
                return made("a series has to end somewhere", at: limit.span, help: "write a finite number")
            }
            if number < first.value {
                return made(
                    "this series ends before its first bound", at: limit.span,
                    help: "write a `max` that is at least the first mantissa")
            }
            let count = BucketSeries.bounds(mantissas: mantissas.value.map(\.value), through: number).count
            if count > most {
                return made(
                    "this series has \(count) bounds up to its `max`, and each is a series for every combination of labels",
                    at: limit.span, help: "write a smaller `max`: at most \(most) bounds can be had, and 30 are many")
            }
        }
        return nil
    }
}
