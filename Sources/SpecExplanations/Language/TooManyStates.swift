// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension TooManyStates {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A stateset has at most 64 states. They are kept in one word, so a scrape never sees half a change, and each \
            is a series. For more values than that, use a gauge with a label, or an info metric.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  aisle:
                    type: stateset
                    help: The aisle that is being restocked.
                    states: [
                      a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22,
                      b01, b02, b03, b04, b05, b06, b07, b08, b09, b10, b11, b12, b13, b14, b15, b16, b17, b18, b19, b20, b21, b22,
                      c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22]
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  restocking: {type: stateset, help: Whether an aisle is being restocked., states: [idle, busy]}
            """)
}
