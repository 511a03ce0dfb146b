// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let deprecationWithoutHelp = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2004", name: "deprecation-without-help", severity: .warning),
            explanation: """
                A scrape shows the help exactly as it is in the spec. People who see the metric only in \
                a query browser learn about the deprecation from the help. So the help of a deprecated metric should mention \
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
    ) { input in
        input.product.metrics.compactMap { metric -> Finding? in
            guard case .deprecated(let notice) = metric.lifecycle,
                !metric.help.lowercased().contains("deprecated")
            else { return nil }
            switch metric.state(at: input.product.version) {
            // Before `since` there is nothing to report, and an overdue metric has its own error.
            case .active, .removed: return nil
            case .deprecated, .hidden: return finding(metric, notice, input)
            }
        }
    }

    private static func finding(_ metric: Metric, _ notice: DeprecationNotice, _ input: CheckInput) -> Finding {
        let use = notice.replacements.first.map { "use \($0.name)" } ?? "…"
        return Finding(
            deprecationWithoutHelp.rule, at: input.help(of: metric),
            "\(quoted: metric.name) is deprecated, but its help doesn't say so, and a scrape shows nothing else",
            help: "end it with `DEPRECATED: \(use)`",
            related: [.init("deprecated here", at: input.deprecation(of: metric))])
    }
}
