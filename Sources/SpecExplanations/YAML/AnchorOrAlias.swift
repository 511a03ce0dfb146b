// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

extension AnchorOrAlias {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            YAML can name a value with `&name` and repeat it with `*name`. Readers of a spec look at one metric, and \
            must see all of it there. Write the value out, or give it a name of the spec \
            language: a label set, a bucket set, a group.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: &web [shop]
              jobs: *web
            labels:
              shop: {help: The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            label_sets:
              web: [shop]
              jobs: [shop]
            labels:
              shop: {help: The shop that was visited.}
            """)
}
