// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unitMissingFromName: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2102", name: "unit-missing-from-name", severity: .warning),
            explanation: """
                In a query, only the name of a metric says whether a number is in seconds or bytes. Names in \
                Prometheus end with the unit: `order_duration_seconds`. Units that count things, such as requests, \
                are either in the name anyway or not needed.
                If the name and `unit` contradict each other, it is worse: in `latency_milliseconds` with `unit: \
                seconds` nobody knows which is right. End the name with the recorded unit, or correct `unit`.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration: {type: gauge, help: How long the last order took., unit: seconds}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                groups:
                  cart:
                    metrics:
                      order_duration_seconds: {type: gauge, help: How long the last order took., unit: seconds}
                """)
    ) { metric, _ in
        guard let unit = metric.unit, unit.isMeasure, let suffix = unit.nameSuffix?.words,
            !metric.isCounterWithLevelUnit
        else { return nil }
        let words = metric.nameWords
        // Abbreviations belong to another rule; either word says that it is a time.
        let relatives = Unit.languageUnits.filter { $0.base.unit == unit.base.unit }
        let known =
            suffix + unit.abbreviations
            + relatives.flatMap(\.abbreviations).filter { !Unit.ambiguousAbbreviations.contains($0) }
        guard !words.contains(where: known.contains) else { return nil }
        if let other = unitEnding(words) { return contradiction(metric, unit, other) }
        if let word = words.last(where: { $0 != "total" }), isMultiple(word, of: unit) {
            return NameFault(
                message:
                    "the name \(quoted: metric.name) says \(word), but its unit is \(unit.words), so readers can't tell which is right",
                advice: "record \(unit.words), and end it with `_\(suffix.joined(separator: "_"))`",
                besides: "record \(unit.words)"
            ) { name in
                if let index = name.words.lastIndex(of: word) {
                    name.words.replaceSubrange(index...index, with: suffix)
                }
            }
        }
        // A probability is between 0 and 1 by what it is.
        if unit == .ratio, let last = words.last, numbersWithoutUnit.contains(last) { return nil }
        let message =
            "the name \(quoted: metric.name) doesn't say that it is in \(unit.words), and a query shows only the name"
        let ending = suffix.joined(separator: "_")
        // A number of something per something else has its unit in the middle.
        guard !words.contains("per") else {
            return NameFault(message: message, advice: "write \(quoted: ending) before `per`", fix: nil)
        }
        return NameFault(message: message, advice: "end it with `_\(ending)`") { name in
            // `start_time` says that it is a time already.
            if name.unit == unit { name.append(name.words.last == "time" ? Array(suffix.suffix(1)) : suffix) }
        }
    }

    private static let numbersWithoutUnit: Set<String> = [
        "probability", "confidence", "score", "likelihood", "chance", "factor", "coefficient", "weight",
    ]

    /// Whether a word is a unit with a prefix such as `kilo`, and isn't one of our units.
    private static func isMultiple(_ word: String, of unit: Unit) -> Bool {
        let prefixes = ["kilo", "mega", "giga", "tera", "centi", "milli", "micro", "nano", "k", "m", "g", "t", "c"]
        return ([unit.name] + unit.abbreviations.filter { $0.count > 1 }).contains { name in
            word.hasSuffix(name) && prefixes.contains(String(word.dropLast(name.count)))
        }
    }

    /// The unit of measure that a name says by its last word, before a counter's `total`.
    private static func unitEnding(_ words: [String]) -> Unit? {
        guard let last = words.last(where: { $0 != "total" }) else { return nil }
        return Unit.languageUnits.first { $0.isMeasure && $0.name == last }
    }

    /// A name that says one unit, of what is in another. With both in the name nobody would know which one it is.
    private static func contradiction(_ metric: Metric, _ unit: Unit, _ other: Unit) -> NameFault {
        let message =
            "the name \(quoted: metric.name) says \(other.words), but it is in \(unit.words), so readers can't tell which is right"
        let ending = unit.nameSuffix ?? unit.name
        guard unit.base.unit == other.base.unit else {
            // Only the author knows which of the two is wrong. A unit that isn't a base unit would be the next diagnostic.
            let correction = other.isBase ? ", or write `unit: \(other.name)`" : ""
            return NameFault(
                message: message, advice: "end it with `_\(ending)` instead of `_\(other.name)`" + correction,
                fix: nil)
        }
        // Of another unit than a base unit its own rule has more to say, unless that is waived.
        return NameFault(
            message: message, advice: "end it with `_\(ending)` instead of `_\(other.name)`",
            besides: unit.isBase ? "record \(unit.words)" : nil
        ) { name in
            if name.unit == unit { _ = name.replace([other.name], with: unit) }
        }
    }
}
