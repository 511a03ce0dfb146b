import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let deprecatedReplacement = SpecCheck(
        Rule(
            code: "MG5104", name: "deprecated-replacement", severity: .warning,
            explanation: """
                Whoever moves from a deprecated metric to its replacement should not have to move again. Name the metric \
                that takes the place of both, or take the deprecation of the replacement back.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      carts:
                        type: gauge
                        help: "Carts. DEPRECATED: use items."
                        deprecated: {since: "1.4", reason: Items say more., replaced_by: items}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.3", reason: Goods say more., replaced_by: goods, remove_after: 4}
                      goods: {type: gauge, help: Goods in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      carts:
                        type: gauge
                        help: "Carts. DEPRECATED: use goods."
                        deprecated: {since: "1.4", reason: Goods say more., replaced_by: goods}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use goods."
                        deprecated: {since: "1.3", reason: Goods say more., replaced_by: goods, remove_after: 4}
                      goods: {type: gauge, help: Goods in all carts.}
                """)
    ) { product in
        let metrics = Dictionary(product.metrics.map { ($0.name, $0) }) { first, _ in first }
        return product.metrics.flatMap { metric -> [Finding] in
            // What a tombstone says is history.
            guard case .deprecated(let notice) = metric.lifecycle else { return [] }
            return notice.replacements.compactMap { replacement in
                guard !replacement.isExternal, let other = metrics[replacement.name] else { return nil }
                return finding(replacement, other, in: product)
            }
        }
    }

    private static func finding(_ replacement: Replacement, _ other: Metric, in product: Product) -> Finding? {
        let (words, later): (String, [Replacement])
        switch other.lifecycle {
        case .active: return nil
        case .deprecated(let notice):
            (words, later) = (
                "is deprecated since \(notice.deprecation.since) itself, so that whoever follows it has to move twice",
                notice.replacements
            )
        case .removed(let tombstone):
            (words, later) = (
                "was removed in \(tombstone.removedIn) itself, so that whoever follows it finds nothing",
                tombstone.notice?.replacements ?? []
            )
        }
        let names = later.map { "`\($0.name)`" }.joined(separator: ", ")
        return Finding(
            deprecatedReplacement.rule, at: replacement.span,
            "the replacement `\(other.key.value)` \(words)",
            help: names.isEmpty ? "name a metric that stays, or write `none`" : "name what replaces both: \(names)",
            related: [.init("`\(other.key.value)` is declared here", at: other.key.span)])
    }
}
