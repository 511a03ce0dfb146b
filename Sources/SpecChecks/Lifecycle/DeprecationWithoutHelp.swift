import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let deprecationWithoutHelp = SpecCheck(
        Rule(
            code: "MG5107", name: "deprecation-without-help", severity: .warning,
            explanation: """
                The help is what a scrape shows, exactly as it stands in the spec. Whoever sees the metric only there, in \
                a query browser, learns from it that the metric goes away; so the help of a deprecated metric should say \
                it, with what to use instead.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: Items in all carts.
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: nobody looks."
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none}
                """),
        isAboutOneMetric: true
    ) { product in
        product.metrics.compactMap { metric -> Finding? in
            guard case .deprecated(let notice) = metric.lifecycle,
                !metric.help.value.lowercased().contains("deprecated")
            else { return nil }
            switch metric.state(at: product.version.value) {
            // Before its time there is nothing to say, and a metric that is overdue has more to mend than its help.
            case .active, .removed: return nil
            case .deprecated, .hidden: return finding(metric, notice)
            }
        }
    }

    private static func finding(_ metric: Metric, _ notice: DeprecationNotice) -> Finding {
        let use = notice.replacements.first.map { "use \($0.name)" } ?? "…"
        return Finding(
            deprecationWithoutHelp.rule, at: metric.help.span,
            "\(quoted: metric.name) is deprecated, and its help doesn't say so, though a scrape shows nothing else",
            help: "let it end in `DEPRECATED: \(use)`",
            related: [.init("deprecated here", at: notice.place?.key ?? notice.span)])
    }
}
