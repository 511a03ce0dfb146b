// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension EmptyPolicy {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A policy with an empty list demands nothing of any metric, and so does a list of `together` with fewer than \
            two labels. Its readers would think that something is checked. List what the policy is about, or delete it.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            policies:
              - {together: [[namespace]], reason: Pods of two namespaces can have the same name.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            policies:
              - {together: [[namespace, pod]], reason: Pods of two namespaces can have the same name.}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
