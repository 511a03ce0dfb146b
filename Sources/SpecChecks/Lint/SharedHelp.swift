import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let sharedHelp: SpecCheck = SpecCheck(
        Rule(
            code: "MG2205", name: "shared-help", severity: .warning,
            explanation: """
                Two metrics with one help can't be told apart by their readers: either they are one metric, or each \
                has something of its own that its help should say.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in carts.}
                      most_items: {type: gauge, help: Items in carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                      most_items: {type: gauge, help: Items in the fullest cart.}
                """)
    ) { product in
        var owners: [String: Metric] = [:]
        return product.livingMetrics.compactMap { metric -> Finding? in
            let help = metric.help.value
            guard !help.allSatisfy(\.isWhitespace) else { return nil }
            guard let first = owners[help] else {
                owners[help] = metric
                return nil
            }
            return Finding(
                sharedHelp.rule, at: metric.help.span,
                "`\(metric.name)` and `\(first.name)` have the same help, so that nobody can tell which of them to use",
                help: "say in each what the other is not",
                related: [.init("the help of `\(first.name)`", at: first.help.span)])
        }
    }
}
