import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let unitMissingFromName: SpecCheck = naming(
        ExplainedRule(
            Rule(code: "MG2102", name: "unit-missing-from-name", severity: .warning),
            explanation: """
                In a query, only the name of a metric says whether a number is in seconds or \
                bytes. Prometheus' names end in the unit: `order_duration_seconds`. Units that count pieces, such as \
                requests, are in the name anyway or needless.

                A name that says another unit than `unit` does is worse than one that says none: in \
                `latency_milliseconds` with `unit: seconds` nobody knows which of the two to believe. Let the name end \
                in the unit that is recorded, or correct `unit`.
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
        // An abbreviation is another rule's; a time is said by either word.
        let relatives = Unit.allCases.filter { $0.base.unit == unit.base.unit }
        let known =
            suffix + unit.abbreviations
            + relatives.flatMap(\.abbreviations).filter { !Unit.ambiguousAbbreviations.contains($0) }
        guard !words.contains(where: known.contains) else { return nil }
        if let other = unitEnding(words) { return contradiction(metric, unit, other) }
        if let word = words.last(where: { $0 != "total" }), isMultiple(word, of: unit) {
            return NameFault(
                message:
                    "the name \(quoted: metric.name) says \(word), but its unit is \(unit.words), so readers can't tell which is right",
                advice: "record \(unit.words), and let it end in `_\(suffix.joined(separator: "_"))`",
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
        // What is so many of something for each of something else says its unit in the middle.
        guard !words.contains("per") else {
            return NameFault(message: message, advice: "let it say \(quoted: ending) before `per`", mend: nil)
        }
        return NameFault(message: message, advice: "let it end in `_\(ending)`") { name in
            // `start_time` says that it is a time already.
            if name.unit == unit { name.append(name.words.last == "time" ? Array(suffix.suffix(1)) : suffix) }
        }
    }

    private static let numbersWithoutUnit: Set<String> = [
        "probability", "confidence", "score", "likelihood", "chance", "factor", "coefficient", "weight",
    ]

    /// Whether a word is a unit with a prefix that makes it greater or smaller, and that is no unit of ours.
    private static func isMultiple(_ word: String, of unit: Unit) -> Bool {
        let prefixes = ["kilo", "mega", "giga", "tera", "centi", "milli", "micro", "nano", "k", "m", "g", "t", "c"]
        return ([unit.rawValue] + unit.abbreviations.filter { $0.count > 1 }).contains { name in
            word.hasSuffix(name) && prefixes.contains(String(word.dropLast(name.count)))
        }
    }

    /// The unit of measure that a name says by its last word, before a counter's `total`.
    private static func unitEnding(_ words: [String]) -> Unit? {
        guard let last = words.last(where: { $0 != "total" }) else { return nil }
        return Unit.allCases.first { $0.isMeasure && $0.rawValue == last }
    }

    /// A name that says one unit, of what is in another. With both in the name nobody would know which one it is.
    private static func contradiction(_ metric: Metric, _ unit: Unit, _ other: Unit) -> NameFault {
        let message =
            "the name \(quoted: metric.name) says \(other.words), but it is in \(unit.words), so readers can't tell which is right"
        let ending = unit.nameSuffix ?? unit.rawValue
        guard unit.base.unit == other.base.unit else {
            // Which of the two is wrong only the author knows. A unit that is no base unit would be the next finding.
            let correction = other.isBase ? ", or write `unit: \(other.rawValue)`" : ""
            return NameFault(
                message: message, advice: "let it end in `_\(ending)` instead of `_\(other.rawValue)`" + correction,
                mend: nil)
        }
        // Of another unit than a base unit its own rule has more to say, unless that is waived.
        return NameFault(
            message: message, advice: "let it end in `_\(ending)` instead of `_\(other.rawValue)`",
            besides: unit.isBase ? "record \(unit.words)" : nil
        ) { name in
            if name.unit == unit { _ = name.replace([other.rawValue], with: unit) }
        }
    }
}
