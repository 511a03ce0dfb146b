// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let infoWithoutInfoSuffix: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2112", name: "info-without-info-suffix", severity: .warning),
            explanation: """
                The name of an info metric ends in `_info`, which shows that its value is always 1 and its labels carry the \
                information. OpenMetrics requires it. Rename it; while the old name is in use, deprecate it and set \
                both.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  commit: {help: The commit that was built.}
                groups:
                  cart:
                    metrics:
                      build: {type: info, help: The build that runs., fields: commit}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  commit: {help: The commit that was built.}
                groups:
                  cart:
                    metrics:
                      build_info: {type: info, help: The build that runs., fields: commit}
                """)
    ) { metric, named in
        // Several processes can't share an info metric, which is an error: the metric that replaces it has another suffix.
        guard metric.kind == .info, named.processes != .several, !metric.name.hasSuffix("_info") else { return nil }
        return NameFault(
            message:
                "the info metric \(quoted: metric.name) doesn't end with `_info`, which shows that its labels carry the information",
            advice: "end it with `_info`"
        ) { name in
            name.words.removeAll { $0 == "info" || $0 == "infos" || $0 == "information" }
            name.words.append("info")
        }
    }
}
