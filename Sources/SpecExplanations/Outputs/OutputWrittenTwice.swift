// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecPipeline

extension OutputWrittenTwice {
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            Two outputs, of one spec or of two, would be written to the same file, and one of them would be lost. \
            Give them different paths under `outputs:`. On macOS and Windows `Metrics.md` and `metrics.md` are the \
            same file, so they count as the same everywhere.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: docs/metrics.md}, catalogue: {file: docs/metrics.md}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: docs/metrics.md}, catalogue: {file: docs/metrics.json}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """)
}
