// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let prefixInName: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2113", name: "prefix-in-name", severity: .warning),
            explanation: """
                The product's prefix is added to each metric's key. A key that starts with the prefix is \
                published with the prefix twice.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      shop_items: {type: gauge, help: Items in all carts.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                """)
    ) { metric, _ in
        // The prefix is what the name has before its key.
        let prefix = metric.prefix.split(whereSeparator: { $0 == "_" || $0 == ":" })
            .map(String.init)
        let words = metric.nameWords
        guard !prefix.isEmpty, words.count > prefix.count, words.starts(with: prefix) else { return nil }
        return NameFault(
            message:
                "\(quoted: metric.name) has the prefix twice, because its prefix is added to \(quoted: metric.key)",
            advice: "write the name without the prefix", fix: { $0.remove(prefix: prefix) })
    }
}
