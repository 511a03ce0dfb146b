// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let reservedSuffix: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2109", name: "reserved-suffix", severity: .warning),
            explanation: """
                Readers of the text format take `_bucket`, `_sum`, `_count` and `_created` at the end of a name for \
                a part of a histogram or summary, and `_info` for an info metric. A metric whose \
                own name has such a suffix is mistaken for something else. Give it another suffix, or the type \
                `info`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_count: {type: gauge, help: Orders that are open.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      open_orders: {type: gauge, help: Orders that are open.}
                """)
    ) { metric, named in
        guard let suffix = reservedSuffixes.first(where: metric.key.hasSuffix),
            suffix != metric.kind.description.nameSuffix
        else { return nil }
        let meaning =
            suffix == infoSuffix
            ? "an info metric, whose value is always 1"
            : suffix == SeriesDescription.createdSuffix ? "a time of creation" : "a part of a histogram or summary"
        var better = BetterName(words: metric.nameWords, unit: metric.unit)
        let hasPlural = suffix == SeriesDescription.count.suffix && better.replaceCountByPlural()
        return NameFault(
            message:
                "the \(metric.kind.rawValue) \(quoted: metric.name) ends with \(quoted: suffix), so readers will take it for \(meaning)",
            // Several processes can't share an info metric.
            advice: suffix == infoSuffix && named.processes != .several
                ? "give it another suffix, or the type `info`" : "give it another suffix",
            // A counter gets another suffix after it, and then it isn't one.
            fix: hasPlural
                ? { _ = $0.replaceCountByPlural() }
                : suffix != SeriesDescription.count.suffix && metric.kind == .counter ? { _ in } : nil)
    }
}

private let infoSuffix = MetricKind.info.description.nameSuffix
/// What readers take for a part of a family of another type, or for an info metric.
private let reservedSuffixes =
    MetricKind.allCases.flatMap(\.description.series).map(\.suffix).filter { !$0.isEmpty }
    + [SeriesDescription.createdSuffix, infoSuffix]
