// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnboundCommonLabel {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The `labels` of `product` are on every metric, with one value for the life of a process. So each of them is \
            a label with `bind: instance`. A label whose value differs from one observation to the next is listed at the \
            metrics that have it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, labels: [till]}
            labels:
              till: {help: Which till., values: [left, right]}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, labels: [branch]}
            labels:
              branch: {help: Which branch., bind: instance}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
