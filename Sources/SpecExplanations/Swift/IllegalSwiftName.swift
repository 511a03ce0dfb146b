// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SwiftEmitter

extension IllegalSwiftName {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            `type` under `outputs.swift` is the name of the generated struct. It has to be a Swift identifier of \
            letters, digits and underscores that begins with a letter. It can't be a reserved word, or a type that \
            the generated code uses itself, such as `String`. Otherwise the generated code would not compile.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated, type: Shop Metrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {swift: {directory: Generated, type: ShopMetrics}}
            groups:
              orders:
                metrics:
                  taken_total: {type: counter, help: Orders taken.}
            """)
}
