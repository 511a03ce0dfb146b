// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension ImpossibleChange {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `changes` lists what releases have changed in a metric that kept its name. Readers of older data rely on it, so \
            it must fit the metric: the oldest change comes first and after `since`, none is of a release after the next \
            one, the last change of a unit or a mode leads to the present one, and a label that a change brought is there. \
            A change of a unit or a mode needs `from` and `to`; one of the meaning or the help needs a `note`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            groups:
              cart:
                metrics:
                  sizes_total:
                    type: counter
                    help: Sizes of all carts.
                    unit: bytes
                    changes: [{in: "1.3", kind: unit, from: items, to: kilobytes}]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4"}
            groups:
              cart:
                metrics:
                  sizes_total:
                    type: counter
                    help: Sizes of all carts.
                    unit: bytes
                    changes: [{in: "1.3", kind: unit, from: items, to: bytes}]
            """)
}
