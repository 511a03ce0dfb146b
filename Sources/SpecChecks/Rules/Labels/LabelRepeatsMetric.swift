// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let labelRepeatsMetric: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2402", name: "label-repeats-metric", severity: .warning, isAboutName: true),
            explanation: """
                A label is always shown next to its metric's name, so a label that repeats the name says the same \
                twice: `orders{orders_state="open"}`. Leave the repetition out.
                A label repeats its metric if it contains the whole name, at its beginning or end, if it is the \
                metric's unit, or if it consists of two words that are both in the name. A single word of the name \
                is fine: `queue_size{queue="mail"}` says which queue. `user_id` on `users` is fine too, because `id` \
                alone would say less. If several metrics have the label, it repeats only words that are in all of \
                their names.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  items_state: {help: Whether it was paid., values: [paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: items_state}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                labels:
                  state: {help: Whether it was paid., values: [paid, open]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts., labels: state}
                """)
    ) { input in
        var users: [String: [Metric]] = [:]
        for metric in input.livingMetrics {
            for label in metric.labelsAndFields where !label.isOwn || input.declared(label)?.name == label.name {
                users[label.key, default: []].append(metric)
            }
        }
        let shared = input.product.labels.map { ($0, input.name(of: $0), users[$0.key] ?? []) }
        let own = input.ownLabels.filter { input.declared($0.label)?.name != $0.label.name }
            .map { ($0.label, input.name(of: $0.label, in: $0.metric), [$0.metric]) }
        return (shared + own).compactMap { label, place, metrics -> Finding? in
            let name = label.name
            guard let first = metrics.first else { return nil }
            let repetitions = metrics.compactMap { NameRepetition(of: $0, in: name) }
            guard repetitions.count == metrics.count, let repetition = repetitions.first, repetition.rest != "id"
            else { return nil }
            return Finding(
                labelRepeatsMetric.rule, at: place,
                "the label \(quoted: name) repeats \(repetition.what) of its metric \(quoted: first.name)",
                help: repetition.rest.map { "name it \(quoted: $0)" }
                    ?? "name what its values distinguish, such as `state` or `reason`",
                related: [.init("\(quoted: first.name) is declared here", at: input.name(of: first))])
        }
    }
}

/// What a label's name says again of a metric's name.
private struct NameRepetition {
    let what: String
    /// What the label says besides.
    let rest: String?

    init?(of metric: Metric, in label: String) {
        let name = metric.nameWords
        let words = label.words
        if name == words {
            self.init("the name", nil)
            return
        }
        let thing = metric.thing
        for whole in [name, thing] where !whole.isEmpty && words.count > whole.count {
            let singular = whole.map(\.singular)
            if words.prefix(whole.count).map(\.singular) == singular {
                self.init("the name", words.dropFirst(whole.count))
                return
            }
            if words.suffix(whole.count).map(\.singular) == singular {
                self.init("the name", words.dropLast(whole.count))
                return
            }
        }
        if let unit = metric.unit, words == [unit.name] || words == unit.nameSuffix?.words, unit != .none {
            self.init("the unit", nil)
            return
        }
        let known = Set(name.map(\.singular))
        guard words.count > 1, words.allSatisfy({ known.contains($0.singular) }) else { return nil }
        self.init("words", nil)
    }

    private init(_ what: String, _ rest: ArraySlice<String>?) {
        self.what = what
        self.rest = rest?.joined(separator: "_")
    }
}

extension Metric {
    /// The words of its name that say what is measured: all but those for its kind and its unit.
    fileprivate var thing: [String] {
        var words = nameWords
        if words.count > 1, ["total", "info"].contains(words.last) { words.removeLast() }
        let suffix = unit?.nameSuffix?.words ?? []
        if !suffix.isEmpty, words.count > suffix.count, words.suffix(suffix.count).elementsEqual(suffix) {
            words.removeLast(suffix.count)
        }
        return words
    }
}

extension String {
    /// Near enough to compare two words by.
    fileprivate var singular: String { count > 3 && hasSuffix("s") && !hasSuffix("ss") ? String(dropLast()) : self }
}
