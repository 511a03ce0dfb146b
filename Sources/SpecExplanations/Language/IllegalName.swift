// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension IllegalName {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Names are used in Prometheus, in Swift and in file names. Prometheus allows letters, digits and \
            underscores in the names of metrics and labels, which can't start with a digit, and in those of metrics \
            also colons. Other names follow the same rule, because they become names in code.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  open-carts: {type: gauge, help: Carts that are not empty.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  open_carts: {type: gauge, help: Carts that are not empty.}
            """)
}
