// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecText

/// A product with names in generated code, which documentation mentions.
package protocol NamedProduct {
    var product: Product { get }
    /// The owner of each metric whose group has one, by the metric.
    var owners: [Metric.ID: String] { get }
    /// The expression for a metric, such as `request.queueTimeSeconds`; nil if there is none.
    func path(of metric: Metric) -> String?
    /// The bounds of a named bucket set in words.
    func words(of set: BucketSet) -> String?
}

extension NamedProduct {
    /// Where code finds the metrics with a name: of several that exclude each other, the one that exists in the same
    /// processes as another metric, or all of them.
    fileprivate func places(of name: String, besides other: Metric) -> String {
        var variants: [Metric] = []
        for group in product.groups { variants += group.metrics.lazy.filter { $0.name == name } }
        let same = variants.filter { $0.condition == other.condition }
        return (same.isEmpty ? variants : same).compactMap { path(of: $0) }.map { "`\($0)`" }
            .joined(separator: " or ")
    }
}

/// The documentation that code completion shows for a metric, whatever the language.
package enum MetricDocumentation {
    package static func paragraphs(of metric: Metric, in product: some NamedProduct) -> [UTF8Text] {
        // For a tombstone nothing else is known; the attribute says the rest.
        if metric.isRemoved { return ["`\(metric.name)`: \(metric.kind.phrase) that was removed."] }
        var paragraphs: [UTF8Text] = ["\(metric.help)", facts(on: metric)]
        let labels = metric.labelsAndFields
        if !labels.isEmpty {
            var text = UTF8Text()
            text.append(labels, separator: "\n") { append($1, to: &$0) }
            paragraphs.append(text)
        }
        if let first = metric.states.first {
            let states = metric.states.map { code(of: $0) }.joined(separator: ", ")
            paragraphs.append("States: \(states); at the start \(code(of: first)).")
        }
        if let set = metric.buckets {
            let ending = set.isOverridable ? ", unless a process is started with others" : ""
            paragraphs.append("Buckets: \(product.words(of: set) ?? text(of: set.bounds))\(ending).")
        }
        if let native = metric.native {
            paragraphs.append(
                "Native buckets: each bound is at most \(BoundText.text(of: native.growth)) times the one before."
                    as UTF8Text)
        }
        if let condition = metric.condition {
            paragraphs.append("Only present \(words(for: condition)); otherwise recording has no effect.")
        }
        let prose = metric.prose
        if let reading = prose.reading { paragraphs.append("How to read it: \(reading)") }
        if !prose.nextSteps.isEmpty {
            paragraphs.append("Next steps:\n\(prose.nextSteps.map { "- \($0)" }.joined(separator: "\n"))")
        }
        let origin = [
            prose.since.map { "since \($0)" }, prose.stability.map { "stability \($0.rawValue)" },
            owner(of: metric, in: product).map { "owner \($0)" },
        ].compactMap { $0 }
        if let first = origin.first {
            let line = ([first.capitalizedFirst] + origin.dropFirst()).joined(separator: ", ")
            paragraphs.append(line.hasSuffix(".") ? "\(line)" : "\(line).")
        }
        if case .deprecated(let notice) = metric.lifecycle {
            let dates = "Deprecated in \(notice.deprecation.since), \(notice.datesInWords)."
            paragraphs.append("\(dates) \(sentence(notice.reason)) \(advice(notice, of: metric, in: product))")
        }
        return paragraphs
    }

    /// What a language's compiler or editor says about the use of a metric.
    package enum Notice {
        case deprecated(String)
        case removed(String)
    }

    /// nil if there is nothing to say at the product's version.
    package static func notice(of metric: Metric, in product: some NamedProduct) -> Notice? {
        switch metric.lifecycle {
        case .active: return nil
        case .deprecated(let notice):
            let deprecation = notice.deprecation
            guard deprecation.state(at: product.product.version) != .active else { return nil }
            return .deprecated(
                "deprecated in \(deprecation.since), \(notice.datesInWords): "
                    + "\(sentence(notice.reason)) \(advice(notice, of: metric, in: product))")
        case .removed(let tombstone):
            return .removed(
                "`\(metric.name)` was removed in \(tombstone.removedIn): \(sentence(tombstone.reason)) "
                    + advice(tombstone.notice?.replacements ?? [], of: metric, in: product))
        }
    }

    /// What a group has and generated code can't record; empty if there is nothing.
    package static func unrecorded(in group: Group) -> UTF8Text {
        let metrics = group.metrics.filter { !$0.hasCode }
        if metrics.isEmpty { return "" }
        let names = metrics.map { metric in
            let why =
                switch metric.value {
                case .callback: "\(metric.kind.phrase) that is read when it is scraped"
                case .absolute, .integer, .float, nil:
                    metric.quantiles.isEmpty ? metric.kind.phrase : "a summary with quantiles"
                }
            return "- `\(metric.name)`: \(why)"
        }
        return "This code doesn't record these metrics and doesn't serve them:\n\(names.joined(separator: "\n"))"
    }

    /// A value as a reader sees it, including the empty one.
    private static func code(of value: Label.Value) -> String {
        let text = value.text
        if text.isEmpty { return "(empty)" }
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return "`\"\(text)\"`" }
        return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
    }

    /// A string of the spec that is followed by a sentence: it gets a final period if it has none.
    package static func sentence(_ text: String) -> String {
        let isOpen = text.unicodeScalars.last { !$0.properties.isWhitespace }.map {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || ")]\"'`%".unicodeScalars.contains($0)
        }
        return isOpen == true ? text + "." : text
    }

    private static func facts(on metric: Metric) -> UTF8Text {
        var facts: UTF8Text = "`\(metric.name)`: \(metric.kind.phrase)"
        if let unit = metric.unit, unit != .none {
            facts.append(" in ")
            facts.append(unit.words)
        }
        switch metric.value {
        case .integer: facts.append(", whole numbers only")
        case .callback: facts.append(", read when it is scraped")
        case .absolute: facts.append(", counted by something else")
        case .float, nil: break
        }
        if !metric.comesFromElsewhere, let mode = metric.mode {
            facts.append(", merged over processes by `\(mode.rawValue)`" as UTF8Text)
        }
        if metric.isMonotonic { facts.append(", only grows") }
        if let initial = metric.initial { facts.append(", \(BoundText.text(of: initial)) at the start" as UTF8Text) }
        if let name = metric.registeredName { facts.append(", registered as `\(name)`" as UTF8Text) }
        facts.append(".")
        return facts
    }

    private static func append(_ label: Label, to text: inout UTF8Text) {
        text.append("- `")
        text.append(label.name)
        text.append("`")
        switch label.values {
        case .bound: text.append(" (bound)")
        case .closed(let values):
            text.append(" (")
            text.append(values, separator: ", ") { text, value in
                text.append(code(of: value))
            }
            text.append(label.isOptional ? ", optional)" : ")")
        case .open(let limit): text.append(open(limit, label.isOptional))
        }
        text.append(": ")
        text.append(sentence(label.help))
        if let deprecation = label.deprecation {
            text.append(" ")
            text.append("\(words(on: deprecation).capitalizedFirst)" as UTF8Text)
        }
    }

    /// Of a label or a value: "deprecated in 1.4: Tills have numbers. Use `till_number`."
    package static func words(on deprecation: Label.Deprecation) -> String {
        let advice = deprecation.replacement.map { "Use `\($0)`." } ?? "There is no replacement."
        return "deprecated in \(deprecation.since): \(sentence(deprecation.reason)) \(advice)"
    }

    private static func owner(of metric: Metric, in product: some NamedProduct) -> String? {
        metric.prose.owner ?? product.owners[metric.id]
    }

    private static func advice(_ notice: DeprecationNotice, of metric: Metric, in product: some NamedProduct) -> String
    {
        advice(notice.replacements, of: metric, in: product)
            + (notice.isFormerName ? " Both record into the same series." : "")
    }

    /// The replacements of a metric, as a sentence.
    package static func advice(
        _ replacements: [Replacement], of metric: Metric, in product: some NamedProduct
    ) -> String {
        if replacements.isEmpty { return "There is no replacement." }
        let names = replacements.map { replacement in
            let place =
                replacement.isExternal ? "published elsewhere" : product.places(of: replacement.name, besides: metric)
            return "`\(replacement.name)`" + (place.isEmpty ? "" : " (\(place))")
        }
        return "Use \(names.joined(separator: ", "))."
    }

    private static func open(_ limit: ValueLimit?, _ isOptional: Bool) -> String {
        let count: String? =
            switch limit {
            case nil: nil
            case .number(let count): "at most \(count) values"
            case .parameter(let sum, _): "at most as many values as the parameter `\(sum.parameter)`\(sum.ending)"
            }
        let facts = [count, isOptional ? "optional" : nil].compactMap { $0 }
        return facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
    }

    package static func text(of bounds: BucketSet.Bounds) -> String {
        switch bounds {
        case .fixed(let bounds): BoundText.list(of: bounds)
        case .series(let mantissas, .number(let limit)):
            "\(BoundText.list(of: mantissas)) times powers of ten up to \(BoundText.text(of: limit))"
        case .series(let mantissas, .parameter(let limit)):
            "\(BoundText.list(of: mantissas)) times powers of ten \(limit.isExclusive ? "below" : "up to") the parameter `\(limit.sum.parameter)`\(limit.sum.ending)"
        case .sorted(let name): "the parameter `\(name)`, sorted"
        case .conditional(let condition, let then, let otherwise):
            if case .term(let term) = condition, term.isFlag {
                "if the parameter `\(term.parameter)` is set \(text(of: then)), else \(text(of: otherwise))"
            } else {
                "\(words(for: condition)) \(text(of: then)), else \(text(of: otherwise))"
            }
        }
    }

    /// "if the parameter `one` is true", "if `number` ≥ 2 and not `other`".
    private static func words(for condition: Condition) -> String {
        if let flags = condition.requiredFlags {
            let names = flags.map { "`\($0)`" }.joined(separator: " and ")
            return flags.count == 1 ? "if the parameter \(names) is true" : "if the parameters \(names) are true"
        }
        return "if " + condition.text(.words(and: " and ", or: " or ", not: "not ") { "`\($0)`" })
    }
}
