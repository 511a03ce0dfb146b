// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let helpNamesUnknownMetric: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2204", name: "help-names-unknown-metric", severity: .warning),
            explanation: """
                If a help mentions another metric, that metric has to exist. A name that this product doesn't have \
                is misspelled, or the metric was renamed. If another program publishes the metric, mention it in \
                `replaced_by`, as `external`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts; see shop_carts."}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts; see shop_open_carts."}
                      open_carts: {type: gauge, help: Carts with something in them.}
                """)
    ) { input in
        guard !input.product.prefix.isEmpty else { return [] }
        var known = Set(input.product.metrics.flatMap { [$0.name] + $0.aliases })
        known.formUnion(input.product.metrics.compactMap(\.registeredName))
        for metric in input.product.metrics {
            if case .deprecated(let notice) = metric.lifecycle { known.formUnion(notice.replacements.map(\.name)) }
        }
        let series = Set(input.product.metrics.flatMap(\.seriesNames))
        // Labels and parameters can begin as metrics do.
        known.formUnion(input.product.labels.flatMap { [$0.key, $0.name] } + input.ownLabels.map(\.label.name))
        known.formUnion(input.product.parameters.map(\.name))
        let keys = input.product.metrics.filter { $0.prefix == input.product.prefix }.map(\.key)
        // Of so many nobody sees the last ones, and a guess takes its time.
        var guesses = 0
        return input.livingMetrics.flatMap { metric in
            var seen: Set<String> = []
            return metric.names(inHelpWithPrefix: input.product.prefix).compactMap { name -> Finding? in
                guard !known.contains(name), !series.contains(name), seen.insert(name).inserted else { return nil }
                let guess =
                    guesses < 20
                    ? Suggestion.nearest(to: String(name.dropFirst(input.product.prefix.count)), among: keys)
                        .map { input.product.prefix + $0 } : nil
                guesses += 1
                return Finding(
                    helpNamesUnknownMetric.rule, at: input.help(of: metric), part: metric.help.part(named: name),
                    "the help of \(quoted: metric.name) names \(quoted: name), which this product doesn't have",
                    underline: guess.map { "did you mean \(quoted: $0)?" },
                    help: guess == nil ? "write the name of an existing metric, or leave it out" : nil)
            }
        }
    }
}

extension String {
    /// Where a name is in a help; nil where only a part of a word looks like it.
    fileprivate func part(named name: String) -> Finding.Part? {
        let words = split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":") }
        guard let word = words.first(where: { $0 == name || $0 == name + ":" }) else { return nil }
        let start = utf8.distance(from: startIndex, to: word.startIndex)
        return Finding.Part(start..<start + name.utf8.count, of: self)
    }
}
