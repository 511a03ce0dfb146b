// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecPipeline

extension ForbiddenOutputPath {
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            Generated files are committed, so they must be possible on every system. Windows doesn't allow `nul.md`, \
            `a:b.md`, or a name that ends with a dot; shells interpret `$` and a leading `~`. Other programs execute \
            or obey some files, such as `Package.swift` and names that begin with `.git`: a spec from a stranger \
            must not be able to write those. Give the output another path.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: "docs/shop:metrics.md"}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0.0"}
            outputs: {docs: {file: docs/shop-metrics.md}}
            groups:
              orders:
                metrics:
                  orders_total: {type: counter, help: Orders taken.}
            """)
}
