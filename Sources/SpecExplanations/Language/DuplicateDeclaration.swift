// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension DuplicateDeclaration {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A label, a label set, a bucket set, a parameter or a group is declared only once in all files of a spec, \
            so its name is unambiguous. A label and a label set can't have the same name, because a metric's `labels` \
            can contain either.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              shop: [shop]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            labels:
              shop: {help: The shop that was visited.}
            label_sets:
              place: [shop]
            """)
}
