// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let externalMetric: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2115", name: "external-metric", severity: .warning),
            explanation: """
                Names that begin with a prefix under `external` come from something else, such as a library, so checks \
                of queries don't know which of them there are. A metric of the spec with such a name is misspelled in a \
                dashboard without a diagnostic. Rename the metric, or list longer prefixes, one for each thing that \
                isn't the product's.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                external: [{prefix: shop_http_, from: the HTTP library}]
                groups:
                  cart:
                    metrics:
                      http_carts: {type: gauge, help: Carts that are open in a browser.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                external: [{prefix: shop_http_, from: the HTTP library}]
                groups:
                  cart:
                    metrics:
                      browser_carts: {type: gauge, help: Carts that are open in a browser.}
                """)
    ) { input in
        input.livingMetrics.compactMap { metric in
            guard let external = input.spec.references.external.first(where: { metric.name.hasPrefix($0.prefix.value) })
            else { return nil }
            let origin = external.origin.map { ", as metrics of \($0) do" } ?? ""
            return Finding(
                externalMetric.rule, at: input.name(of: metric),
                "\(quoted: metric.name) begins with the external prefix \(quoted: external.prefix.value)\(origin), so a misspelling of it in a query isn't reported",
                help: "rename the metric, or make the prefix longer",
                related: [.init("the prefix is declared here", at: external.prefix.span)])
        }
    }
}
