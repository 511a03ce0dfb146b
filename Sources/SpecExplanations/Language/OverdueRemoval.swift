// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecLanguage

extension OverdueRemoval {
    static let explained = ExplainedRule(
        rule,
        explanation: """
            The deprecation of a metric announces the version that removes it. When the product \
            reaches that version, replace the metric with a tombstone. The documentation then still \
            says what replaces it, and its name isn't used for something else. If it has to live longer, give it a \
            later `remove_after`.

            The fix writes the tombstone: type, dates, reason and replacement stay, and keys that describe the series \
            are deleted. It is safe, because the versions have announced it all along. Code that still records \
            the metric no longer compiles, and the compiler says what to use instead.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.6"}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    help: Items in all carts.
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.6"}
            groups:
              cart:
                metrics:
                  items:
                    type: gauge
                    deprecated: {since: "1.4", reason: Nobody looked at it., replaced_by: none}
                    removed: {in: "1.6", reason: Nobody looked at it.}
            """)
}
