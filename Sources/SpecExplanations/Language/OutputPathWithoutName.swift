// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension OutputPathWithoutName {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            If an output is one file, its path must end with the file's name. If it is a directory, its \
            path must not be empty. A file can't be written to a path that ends with `/`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/catalogue.json}
            """)
}
