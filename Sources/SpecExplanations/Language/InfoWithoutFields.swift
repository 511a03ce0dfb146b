// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension InfoWithoutFields {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The value of an info metric is always 1; its labels carry the information. List under `fields` the labels \
            that code sets together, such as a version and a commit, and under `labels` those that are bound to the \
            instance.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              commit: {help: The commit that was built.}
            groups:
              cart:
                metrics:
                  build_info: {type: info, help: The build that runs., fields: commit}
            """)
}
