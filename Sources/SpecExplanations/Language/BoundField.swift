// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension BoundField {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Code sets the fields of an info metric together. A label that is bound to the instance already has \
            its value. List it under `labels`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              commit: {help: The commit that was built.}
              shop: {help: The shop that was visited., bind: instance}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs., fields: [commit, shop]}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              commit: {help: The commit that was built.}
              shop: {help: The shop that was visited., bind: instance}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs., labels: shop, fields: commit}
            """)
}
