// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnshareableMetric {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            Processes of one server share their metrics through files in a directory. The files have what code has \
            recorded, and a reader adds it up. A value that is read when it is scraped is in no file. A whole count of \
            something that all processes see, quantiles, and values of unknown type have no sum. The buckets of a \
            gaugehistogram have no place in the format, which is that of Prometheus' Python client.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  open_carts: {type: gauge, help: Carts in use., multiprocess: livesum, value: callback}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_, processes: several}
            groups:
              cart:
                metrics:
                  open_carts: {type: gauge, help: Carts in use., multiprocess: livesum}
            """)
}
