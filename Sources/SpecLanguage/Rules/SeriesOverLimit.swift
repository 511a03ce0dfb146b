import MetricsVocabulary
import SpecDiagnostics
import SpecModel

enum SeriesOverLimit {
    static let rule = Rule(
        code: "MG1414", name: "series-over-limit",
        explanation: """
            A metric has a series for each combination of its labels' values, and a histogram one for each bucket and \
            two more on top of that. `max_series`, at the metric, its group or the product, says how many a monitoring \
            system is ready to hold, and what the labels declare goes beyond that: drop a label, lower a `max_values`, \
            use fewer buckets, or raise the limit. A label with neither `values` nor `max_values` can bring any number.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: 200}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, max_series: 100}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited., max_values: 80}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts., labels: shop, max_series: 100}
            """)

    static func finding(_ metric: Metric, limit: Spanned<Int>) -> Finding? {
        let budget = SeriesBudget(metric)
        guard let count = budget.count else { return unbounded(metric, budget, limit, of: "`\(metric.name)`") }
        guard count > limit.value else { return nil }
        return Finding(
            rule, at: limit.span,
            "`\(metric.name)` can have \(count) series, and `max_series` allows \(limit.value)",
            notes: ["\(budget.multiplication) = \(count)"],
            help: "drop a label, lower a `max_values`, or raise the limit")
    }

    /// - Parameter owner: whose limit it is, such as "the group `cart`".
    static func finding(_ metrics: [Metric], limit: Spanned<Int>, of owner: String) -> Finding? {
        var sum = 0
        var largest: [(count: Int, metric: Metric, budget: SeriesBudget)] = []
        for metric in metrics {
            let budget = SeriesBudget(metric)
            guard let count = budget.count else { return unbounded(metric, budget, limit, of: owner) }
            sum = sum.addingReportingOverflow(count).overflow ? .max : sum + count
            largest.append((count, metric, budget))
        }
        guard sum > limit.value else { return nil }
        // What to look at first; of two that are equally large the one that comes first.
        let shown = largest.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .prefix(3).map(\.element)
        return Finding(
            rule, at: limit.span,
            "the metrics of \(owner) can have \(sum) series, and `max_series` allows \(limit.value)",
            notes: shown.map { "`\($0.metric.name)`: \($0.budget.multiplication) = \($0.count)" },
            help: "drop a label, lower a `max_values`, or raise the limit",
            related: shown.prefix(1).map { .init("most of them are of this one", at: $0.metric.key.span) })
    }

    private static func unbounded(
        _ metric: Metric, _ budget: SeriesBudget, _ limit: Spanned<Int>, of owner: String
    ) -> Finding {
        Finding(
            rule, at: limit.span, "\(owner) can have any number of series, so that no `max_series` holds",
            notes: ["`\(metric.name)`: \(budget.multiplication)"],
            help: "give \(budget.unbounded ?? "it") a `max_values`, or delete the limit",
            related: [.init("`\(metric.name)` is declared here", at: metric.key.span)])
    }
}
