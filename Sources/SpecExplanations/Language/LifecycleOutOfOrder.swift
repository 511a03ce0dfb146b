// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension LifecycleOutOfOrder {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            A metric is deprecated, then hidden, then removed. If it were hidden after its removal, or removed in the \
            version that deprecates it, people couldn't notice the change in time. \
            `hide_after` is at most `remove_after`, and `removed.in` comes after `deprecated.since`.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            lifecycle: {hide_after: 3, remove_after: 2}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.4", prefix: shop_}
            lifecycle: {hide_after: 2, remove_after: 3}
            """)
}
