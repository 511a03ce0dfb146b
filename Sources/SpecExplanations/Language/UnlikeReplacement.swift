// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension UnlikeReplacement {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            With `publish: both`, a deprecated metric and the one that replaces it are two names of the same series: \
            what is recorded appears under both. So they must have the same type, unit, labels, buckets and mode, and \
            the replacement must be one metric of this spec that is not deprecated itself. Labels, fields and states \
            must also be in the same order.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  queued:
                    type: gauge
                    unit: requests
                    help: "Orders that wait. DEPRECATED: use shop_open"
                    deprecated: {since: "1.4", reason: It has a better name., replaced_by: open, publish: both}
                  open:
                    type: gauge
                    unit: items
                    help: Orders that wait.
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            groups:
              cart:
                metrics:
                  queued:
                    type: gauge
                    unit: requests
                    help: "Orders that wait. DEPRECATED: use shop_open"
                    deprecated: {since: "1.4", reason: It has a better name., replaced_by: open, publish: both}
                  open:
                    type: gauge
                    unit: requests
                    help: Orders that wait.
            """)
}
