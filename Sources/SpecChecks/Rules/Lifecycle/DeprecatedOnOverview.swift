// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let deprecatedOnOverview = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2005", name: "deprecated-on-overview", severity: .warning),
            explanation: """
                People look at the overview of the dashboard first, and a deprecated metric has no tile there: \
                it has a separate, collapsed row while it is served, and disappears from the dashboard once it is \
                hidden. So `place: overview` has no effect. Put the panel of the metric that \
                replaces it on the overview.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      open: {type: gauge, help: Carts that are not empty.}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use open"
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: open}
                        panel: {place: overview}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      open: {type: gauge, help: Carts that are not empty., panel: {place: overview}}
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: use open"
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: open}
                """)
    ) { input in
        input.product.metrics.compactMap { metric -> Finding? in
            guard metric.panel.place == .overview, case .deprecated(let notice) = metric.lifecycle else { return nil }
            switch metric.state(at: input.product.version) {
            case .active, .removed: return nil
            case .deprecated, .hidden: return finding(metric, notice, input)
            }
        }
    }

    private static func finding(_ metric: Metric, _ notice: DeprecationNotice, _ input: CheckInput) -> Finding {
        let instead = notice.replacements.first { !$0.isExternal }
        return Finding(
            deprecatedOnOverview.rule, at: input.name(of: metric),
            "\(quoted: metric.name) is deprecated, and its panel asks for the overview",
            notes: ["the overview leaves deprecated metrics out"],
            help: instead.map { "delete `place: overview` here, and let the panel of \(quoted: $0.name) ask for it" }
                ?? "delete `place: overview` here",
            related: [.init("deprecated here", at: input.deprecation(of: metric))])
    }
}
