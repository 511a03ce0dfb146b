import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum TooManySeriesAtStart {
    static let rule = Rule(
        code: "MG1441", name: "too-many-series-at-start",
        explanation: """
            If all labels of a metric are bound or closed, generated code creates all of its series when a process starts: one for \
            each combination of the values. More than a million of them would use up the memory of the process before it \
            does any work, and every scrape would send all of them. A label without `values` has a series only for each \
            value that is used, and `max_values` limits their number.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              aisle: {help: The aisle., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              rack: {help: The rack., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              board: {help: The board., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              box: {help: The box., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              slot: {help: The slot., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
            groups:
              cart:
                metrics:
                  taken_total: {type: counter, help: Items taken., labels: [aisle, rack, board, box, slot]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              aisle: {help: The aisle., values: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]}
              place: {help: The place in the aisle., max_values: 5000}
            groups:
              cart:
                metrics:
                  taken_total: {type: counter, help: Items taken., labels: [aisle, place]}
            """)

    private static let help =
        "drop a label, or delete its `values`: then a series is created when it is first used, and `max_values` limits "
        + "their number"

    /// Reports only what is wrong for all parameters: bounds that depend on a parameter count as few as possible.
    static func findings(_ metrics: [Metric]) -> [Finding] {
        let dense = metrics.filter { metric in
            if case .removed = metric.lifecycle { false } else { metric.openLabels.isEmpty }
        }
        .map { (metric: $0, budget: SeriesBudget(atStart: $0), count: SeriesBudget(atStart: $0).count ?? .max) }
        let limit = SizeLimits.seriesAtStart
        let over = dense.filter { $0.count > limit }
        guard over.isEmpty else {
            return over.map { metric, budget, count in
                Finding(
                    rule, at: metric.key.span,
                    "\(quoted: metric.name) needs \(SeriesBudget.words(for: count)) series at the start, and at most \(limit) are allowed",
                    notes: ["\(budget.multiplication) = \(SeriesBudget.words(for: count))"], help: help)
            }
        }
        let sum = dense.reduce(0) { sum, next in
            let (total, isOverflow) = sum.addingReportingOverflow(next.count)
            return isOverflow ? .max : total
        }
        guard sum > limit else { return [] }
        // The largest first, and of two that are equally large the earlier one.
        let largest = dense.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .prefix(3).map(\.element)
        return [
            Finding(
                rule, at: largest[0].metric.key.span,
                "the metrics of the product need \(SeriesBudget.words(for: sum)) series at the start, most of them for this one, and at most \(limit) are allowed",
                notes: largest.map {
                    "\(quoted: $0.metric.name): \($0.budget.multiplication) = \(SeriesBudget.words(for: $0.count))"
                }, help: help)
        ]
    }
}
