// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension NotARootSpec {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Commands take root specs: files with a `product`, which says which product has these metrics and in which \
            version. This file has none. If it is a part of another spec, name the root spec.
            """,
        badExample: """
            metricsgen: 1
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            groups:
              cart:
                metrics:
                  items: {type: gauge, help: Items in all carts.}
            """)
}
