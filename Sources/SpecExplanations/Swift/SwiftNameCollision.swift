// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SwiftEmitter

extension SwiftNameCollision {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Two names of the spec become one name in Swift: underscores separate words and disappear, a group's key \
            is left out of its metrics' names, and a counter loses its `_total`. The generated code would not \
            compile, or one metric would hide the other. Give one of them another name with `swift_name`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken., swift_name: takenEver}
                  taken: {type: gauge, help: Orders taken and not sent.}
            """)
}
