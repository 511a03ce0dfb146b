// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel
import SpecOrigins

extension SpecCheck {
    static let staleTranslation: SpecCheck = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2702", name: "stale-translation", severity: .warning),
            explanation: """
                A file of translations has an entry that the spec doesn't have, or that has another name there: a \
                metric, a group, a label or one of its values, a state, or the reason of a deprecation that was \
                withdrawn. The translation has no effect. Correct the name, or delete the entry.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                outputs:
                  docs: {file: metrics.md, locales: [de]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                metrics: {items: Gegenstände in allen Warenkörben., itmes: Gegenstände.}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4", prefix: shop_}
                outputs:
                  docs: {file: metrics.md, locales: [de]}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: Items in all carts.}
                # file: locales/de.yaml
                groups: {cart: Warenkorb}
                metrics: {items: Gegenstände in allen Warenkörben.}
                """)
    ) { input in
        guard !input.spec.translations.isEmpty else { return [] }
        let originals = TranslatedTexts(input.product)
        return input.spec.translations.flatMap { translation in
            originals.faults(of: translation).map(\.finding)
        }
    }
}

/// The parts of a product that can be translated.
struct TranslatedTexts {
    private let groups: [String: Group]
    private let metrics: [String: Metric]
    private let labels: [String: Label]
    private let parameters: [String: Parameter]

    init(_ product: Product) {
        func byName<Value>(_ values: [Value], _ name: (Value) -> String) -> [String: Value] {
            Dictionary(values.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
        }
        groups = byName(product.groups) { $0.key }
        let repeated = product.repeatedKeys
        // The full name of a metric tells it from others with its key.
        metrics = byName(product.metrics) { $0.key }
            .merging(byName(product.metrics.filter { repeated.contains($0.key) }) { $0.name }) { first, _ in first }
        labels = byName(product.labels) { $0.key }
        parameters = byName(product.parameters) { $0.name }
    }

    /// The translation as it was most likely meant: a string under a misspelled name is reported as such, and isn't missing.
    func corrected(_ translation: Translation) -> Translation {
        var corrected = translation
        for (mention, finding) in faults(of: translation) {
            guard let meant = finding.fixes.first?.edits.first?.text else { continue }
            let written = mention.name.value
            switch mention.subject {
            case .group: corrected.groups[meant] = translation.groups[written]
            case .metric: corrected.metrics[meant] = translation.metrics[written]
            case .label: corrected.labels[meant] = translation.labels[written]
            case .parameter: corrected.parameters[meant] = translation.parameters[written]
            case .state(let metric): corrected.metrics[metric]?.states[meant] = ""
            case .value(let label): corrected.labels[label]?.values[meant] = ""
            case .ownLabel(let metric):
                corrected.metrics[metric]?.labels[meant] = translation.metrics[metric]?.labels[written]
            case .ownValue(let label, let metric): corrected.metrics[metric]?.labels[label]?.values[meant] = ""
            case .choice(ofParameter: let parameter): corrected.parameters[parameter]?.values[meant] = ""
            case .help, .parameterHelp, .reason, .deprecation, .reading, .nextStep, .changeNote, .labelReason,
                .valueReason,
                .stateReason, .ownLabelReason, .ownValueReason:
                break
            }
        }
        return corrected
    }

    /// What is mentioned and isn't there, each with what is to be said about it.
    func faults(of translation: Translation) -> [(mention: Translation.Mention, finding: Finding)] {
        let names = Dictionary(grouping: translation.mentions, by: \.subject).mapValues { Set($0.map(\.name.value)) }
        var faults: [(Translation.Mention, Finding)] = []
        for mention in translation.mentions {
            // Of so many nobody sees the last ones, and a guess takes its time.
            let isGuessing = faults.count < 20
            if let finding = finding(mention, beside: names[mention.subject] ?? [], isGuessing: isGuessing) {
                faults.append((mention, finding))
            }
        }
        return faults
    }

    /// Nil where the product has what is mentioned, and where it lacks what that is a part of.
    ///
    /// - Parameter others: what else is translated of the same sort, and so is not what was meant.
    private func finding(_ mention: Translation.Mention, beside others: Set<String>, isGuessing: Bool) -> Finding? {
        func unknown(
            _ what: String, _ name: Spanned<String>, of owner: String? = nil, among known: some Collection<String>
        )
            -> Finding?
        {
            guard !known.contains(name.value) else { return nil }
            return self.unknown(
                what, name, of: owner, among: isGuessing ? known.filter { !others.contains($0) }.sorted() : [])
        }
        let name = mention.name.value
        switch mention.subject {
        case .group: return unknown("group", mention.name, among: groups.keys)
        case .metric:
            guard metrics[name] == nil, let key = key(ofFullName: name) else {
                return unknown("metric", mention.name, among: metrics.keys)
            }
            return fullName(mention.name, key: key, isTranslated: others.contains(key))
        case .label: return unknown("label", mention.name, among: labels.keys)
        case .parameter:
            return unknown("parameter", mention.name, among: parameters.keys)
        case .parameterHelp(let parameter):
            return untold(
                mention, parameters[parameter].map { $0.help == nil },
                "the parameter \(quoted: parameter) has no help", key: "help")
        case .choice(ofParameter: let parameter):
            guard let values = parameters[parameter]?.choices else { return nil }
            guard !values.isEmpty else {
                return stale(
                    mention, "the parameter \(quoted: parameter) lists no values, so there are none to translate")
            }
            guard let value = values.first(where: { $0.text == name }) else {
                return unknown(
                    "value", mention.name, of: "the parameter \(quoted: parameter)", among: values.map(\.text))
            }
            return untold(
                mention, value.help == nil,
                "the value \(quoted: name) of the parameter \(quoted: parameter) has no help",
                key: "help")
        case .state(let metric):
            guard let states = metrics[metric]?.states else { return nil }
            guard let state = states.first(where: { $0.text == name }) else {
                return unknown("state", mention.name, of: "\(quoted: metric)", among: states.map { $0.text })
            }
            return untold(
                mention, state.help == nil, "the state \(quoted: name) of \(quoted: metric) has no help", key: "help")
        case .stateReason(let metric):
            guard let states = metrics[metric]?.states else { return nil }
            return untold(
                mention, states.first { $0.text == name }?.deprecation == nil,
                "the state \(quoted: name) of \(quoted: metric) isn't deprecated", key: "deprecated")
        case .ownLabelReason(let label, let metric):
            return untold(
                mention, ownLabel(label, of: metric).map { $0.deprecation == nil },
                "the label \(quoted: label) of \(quoted: metric) isn't deprecated", key: "deprecated")
        case .ownValueReason(let label, let metric):
            return untold(
                mention,
                ownLabel(label, of: metric).map { own in
                    own.closedValues.first { $0.text == name }?.deprecation == nil
                }, "the value \(quoted: name) of the label \(quoted: label) of \(quoted: metric) isn't deprecated",
                key: "deprecated")
        case .value(let label):
            return value(
                mention, of: labels[label], named: "the label \(quoted: label)", beside: others, isGuessing: isGuessing)
        case .ownLabel(let metric):
            guard let own = metrics[metric]?.ownLabels else { return nil }
            return unknown("label of its own", mention.name, of: "\(quoted: metric)", among: own.map(\.key))
        case .ownValue(let label, let metric):
            return value(
                mention, of: ownLabel(label, of: metric),
                named: "the label \(quoted: label) of \(quoted: metric)", beside: others, isGuessing: isGuessing)
        case .help(let group):
            return untold(
                mention, groups[group].map { $0.help == nil }, "the group \(quoted: group) has no help", key: "help")
        case .labelReason(let label):
            return untold(
                mention, labels[label].map { $0.deprecation == nil }, "the label \(quoted: label) isn't deprecated",
                key: "deprecated")
        case .valueReason(let label):
            let value = labels[label]?.closedValues.first { $0.text == name }
            return untold(
                mention, labels[label].map { _ in value?.deprecation == nil },
                "the value \(quoted: name) of the label \(quoted: label) isn't deprecated", key: "deprecated")
        case .deprecation(let group):
            return untold(
                mention, groups[group].map { $0.deprecation == nil }, "the group \(quoted: group) isn't deprecated",
                key: "deprecated")
        case .reason(let metric):
            guard case .active? = metrics[metric]?.lifecycle else { return nil }
            return stale(
                mention, "\(quoted: metric) is neither deprecated nor removed, so there is no reason to translate")
        case .reading(let metric):
            return untold(
                mention, metrics[metric].map { $0.prose.reading == nil }, "\(quoted: metric) has no `how_to_read`",
                key: "how_to_read")
        case .nextStep(let number, let metric):
            guard let steps = metrics[metric]?.prose.nextSteps.count, number > steps else { return nil }
            // One finding for all of them.
            guard steps > 0 else {
                return untold(mention, number == 1, "\(quoted: metric) has no `next_steps`", key: "next_steps")
            }
            return stale(
                mention,
                "this is step \(number), and \(quoted: metric) has \(steps == 1 ? "one next step" : "\(steps) next steps") in the spec"
            )
        case .changeNote(let number, let metric):
            guard let notes = metrics[metric]?.changes.count(where: { $0.note != nil }), number > notes else {
                return nil
            }
            return stale(
                mention,
                "this is note \(number), and the changes of \(quoted: metric) have \(notes) note\(notes == 1 ? "" : "s") in the spec"
            )
        }
    }

    /// A value of a label; nil where it has one with a help, and where there is no such label.
    private func value(
        _ mention: Translation.Mention, of label: Label?, named owner: String, beside others: Set<String>,
        isGuessing: Bool
    ) -> Finding? {
        guard let label else { return nil }
        guard case .closed(let values) = label.values else {
            return stale(mention, "\(owner) lists no values, so there are none to translate")
        }
        guard let value = values.first(where: { $0.text == mention.name.value }) else {
            let known = isGuessing ? values.map(\.text).filter { !others.contains($0) }.sorted() : []
            return unknown("value", mention.name, of: owner, among: known)
        }
        return untold(
            mention, value.help == nil, "the value \(quoted: value.text) of \(owner) has no help", key: "help")
    }

    private func ownLabel(_ label: String, of metric: String) -> Label? {
        metrics[metric]?.ownLabels.first { $0.key == label }
    }

    private func key(ofFullName name: String) -> String? {
        metrics.values.first { $0.name == name }?.key
    }

    /// A translation under the name that a scrape shows.
    private func fullName(_ name: Spanned<String>, key: String, isTranslated: Bool) -> Finding {
        let message =
            "\(quoted: name.value) is a full name, but translations are listed by keys: this one has no effect"
        guard !isTranslated else {
            return Finding(
                staleTranslation, at: name.span, message,
                help: "the key \(quoted: key) also has a translation: keep the better one, under that key")
        }
        return Finding(
            staleTranslation, at: name.span, message, underline: "its key is \(quoted: key)",
            fixes: [.init("write \(quoted: key)", isSafe: false, edits: [.init(replacing: name.span, with: key)])])
    }

    private func unknown(
        _ what: String, _ name: Spanned<String>, of owner: String?, among known: [String]
    ) -> Finding {
        let guess = Suggestion.nearest(to: name.value, among: known)
        return Finding(
            staleTranslation, at: name.span,
            (owner.map { "\($0) has no \(what)" } ?? "there is no \(what)") + " \(quoted: name.value) to translate",
            underline: guess.map { "did you mean \(quoted: $0)?" },
            help: guess == nil ? "this translation has no effect: delete it" : nil,
            fixes: guess.map {
                [.init("write \(quoted: $0)", isSafe: false, edits: [.init(replacing: name.span, with: $0)])]
            }
                ?? [])
    }

    /// A translation of something that the spec has without that string.
    private func untold(_ mention: Translation.Mention, _ isUntold: Bool?, _ what: String, key: String) -> Finding? {
        guard isUntold == true else { return nil }
        return Finding(
            staleTranslation, at: mention.name.span, "\(what) in the spec, so there is nothing to translate",
            help: "write its \(quoted: key) in the spec, or delete this translation")
    }

    private func stale(_ mention: Translation.Mention, _ message: String) -> Finding {
        Finding(staleTranslation, at: mention.name.span, message, help: "this translation has no effect: delete it")
    }

    private var staleTranslation: Rule { SpecCheck.staleTranslation.rule }
}

extension Metric {
    fileprivate var ownLabels: [Label] { labelsAndFields.filter(\.isOwn) }
}
