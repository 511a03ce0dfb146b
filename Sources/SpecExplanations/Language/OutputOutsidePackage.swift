// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension OutputOutsidePackage {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Outputs are written below the directory of the package, so building a spec can't overwrite \
            anything else. The path of an output is relative to that directory and doesn't lead out of it. The same holds \
            for the released catalogue in `lifecycle`, for `references` and for `catalogues`: a spec says the same on \
            every machine. Name files of another repository on the command line: `metricsgen check --references FILE…`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: ../catalogue.json}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            outputs:
              catalogue: {file: Generated/catalogue.json}
            """)
}
