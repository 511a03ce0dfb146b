import SpecDiagnostics
import SpecModel

enum UnshareableKind {
    static let rule = Rule(
        code: "MG1420", name: "unshareable-kind",
        explanation: """
            Processes share their metrics in the format of Prometheus' Python client, which can represent counters, \
            gauges, histograms and summaries, but not info metrics and statesets: the values of one process would \
            never reach the exposition. In a product with `processes: several`, use a gauge with the same labels \
            and a `multiprocess` mode, such as `max`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  checkout_phase: {type: stateset, help: What the checkout is doing., states: [closed, open]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            labels:
              phase: {help: What it can be doing., values: [closed, open]}
            groups:
              cart:
                metrics:
                  checkouts: {type: gauge, help: Checkouts by what they do., labels: phase, multiprocess: sum}
            """)

    static func finding(_ metric: Metric, processes: Span) -> Finding {
        Finding(
            rule, at: metric.key.span,
            "the \(metric.kind.rawValue) \(quoted: metric.name) can't be shared by several processes: the format can't represent it",
            help: metric.kind == .info && metric.name.hasSuffix("_info")
                ? "make it a gauge with labels and a `multiprocess` mode, under a name that doesn't end in `_info`, or keep the product in one process"
                : "make it a gauge with labels and a `multiprocess` mode, or keep the product in one process",
            related: [.init("the product runs in several processes", at: processes)])
    }
}
