import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let growingInfo: SpecCheck = SpecCheck(
        Rule(
            code: "MG2403", name: "growing-info", severity: .warning,
            explanation: """
                An information about a process is one series that is always 1. With labels whose values change while \
                the process runs, each change leaves another series behind, and a query finds all of them. Bind its \
                labels to the instance, or limit them with `max_values`; or make it an `info` and what changes one of \
                its `fields`, whose new values take the place of the old ones.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  version: {help: The version of the shop., allow: [{rule: uncapped-label, reason: There is one at a time.}]}
                groups:
                  cart:
                    metrics:
                      build_info: {type: info, help: The version of the shop., labels: version}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  version: {help: The version of the shop., bind: instance}
                groups:
                  cart:
                    metrics:
                      build_info: {type: info, help: The version of the shop., labels: version}
                """)
    ) { product in
        product.livingMetrics.compactMap { metric -> Finding? in
            guard metric.isInformation else { return nil }
            let growing = metric.labels.filter { if case .open(nil) = $0.values { true } else { false } }
            guard let first = growing.first else { return nil }
            let others = growing.count > 1 ? " and \(growing.count - 1) more" : ""
            return Finding(
                growingInfo.rule, at: metric.key.span,
                "`\(metric.name)` gets another series whenever `\(first.name.value)`\(others) changes, and keeps the old one",
                help: metric.kind == .info
                    ? "name what changes under `fields`, or bind it to the instance"
                    : "bind its labels to the instance, or limit them with `max_values`",
                related: [.init("`\(first.name.value)` is declared here", at: first.name.span)])
        }
    }
}
