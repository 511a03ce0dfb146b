// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics

package enum UnknownValue {
    package static let rule = Rule(code: "MG1107", name: "unknown-value")

    /// A unit. There are so many units, and so many things to count, that a distant guess is usually wrong.
    ///
    /// - Parameter meant: the unit that the value is known to stand for.
    static func finding(
        unit value: Spanned<String>, of key: String, _ units: [String], own: [String], meant: String?
    ) -> Finding {
        let units = own + units
        let guess = meant == nil ? Suggestion.nearestOfAlike(to: value.value, among: units) : nil
        let suggestion = meant ?? guess
        let help =
            guess != nil
            ? "declare a unit of your own under `units`, or leave \(quoted: key) out if no unit fits"
            : "declare it under `units`, or leave \(quoted: key) out if none of these fits: \(units.quoted(joinedBy: "or"))"
        return Finding(
            rule, at: value.span, "\(quoted: key) can't be \(quoted: value.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" }, help: meant == nil ? help : nil,
            fixes: suggestion.map { [.replacing(value.span, with: $0)] } ?? [])
    }

    /// A metric type, in the word of another system.
    static func finding(kind value: Spanned<String>, of key: String, meaning: KindWords.Meaning) -> Finding {
        let message = "\(quoted: key) can't be \(quoted: value.value)"
        switch meaning {
        case .kind(let kind):
            let keys = kind.description.details.filter { !$0.hasDefault }.map(MetricKeys.key(of:))
            let needs = keys + (kind.description.needsLabels ? [MetricKeys.labels.name] : [])
            let need = needs.isEmpty ? nil : "\(kind.phrase) needs \(needs.quoted(joinedBy: "or"))"
            return Finding(
                rule, at: value.span, message, underline: "here that is \(quoted: kind.rawValue)", help: need,
                fixes: [.replacing(value.span, with: kind.rawValue)])
        case .advice(let advice): return Finding(rule, at: value.span, message, help: advice)
        }
    }

    static func finding(_ value: Spanned<String>, of key: String, _ choices: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: value.value, among: choices)
        return Finding(
            rule, at: value.span, "\(quoted: key) can't be \(quoted: value.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            // A list that is longer than the rest of the message only helps if the guess is wrong.
            help: suggestion != nil && choices.count > 12 ? nil : "it can be \(choices.quoted(joinedBy: "or"))",
            fixes: suggestion.map { [.replacing(value.span, with: $0)] } ?? [])
    }
}
