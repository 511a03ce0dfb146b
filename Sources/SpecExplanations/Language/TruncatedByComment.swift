// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension TruncatedByComment {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            In YAML a space and a `#` start a comment. What follows is not part of the string, and nobody notices that \
            it is missing. Put a string that contains ` #` in quotes. A comment after a string starts with `# `.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in the cart of customer #1.
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: "Items in the cart of customer #1."
            """)
}
