// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecOrigins
import SpecYAML

/// The keys of a file with translations, such as `locales/zh.yaml`.
enum LocaleKeys {
    static let groups = Key(
        "groups", ValueType<[Declared<Translation.GroupTexts>]>.entries("group", nil, of: .groupTexts),
        help: "translations of groups, by their keys")
    static let metrics = Key(
        "metrics", ValueType<[Declared<Translation.MetricTexts>]>.entries("metric", nil, of: .metricTexts),
        help: "translations of metrics, by their keys: the help, or a mapping")
    static let labels = Key(
        "labels", ValueType<[Declared<Translation.LabelTexts>]>.entries("label", nil, of: .labelTexts),
        help: "translations of labels, by their keys: the help, or a mapping")
    static let parameters = Key(
        "parameters", ValueType<[Declared<Translation.ParameterTexts>]>.entries("parameter", nil, of: .parameterTexts),
        help: "translations of parameters, by their names: the help, or a mapping")

    static let title = Key("title", .text, help: "the heading of the group")
    static let help = Key("help", .text, help: "the help")
    static let groupReason = Key("reason", .text, help: "why the metrics of the group are deprecated")
    static let reason = Key("reason", .text, help: "why the metric is deprecated or removed")
    static let howToRead = Key("how_to_read", .text, help: "what a high or a low value means")
    static let nextSteps = Key("next_steps", .oneOrMore(of: .text), help: "what to do when it looks bad")
    static let changes = Key(
        "changes", .oneOrMore(of: .text), help: "the notes on the changes of the metric, in the order of the spec")
    static let states = Key(
        "states", ValueType<[Declared<String>]>.entries("state", nil, of: .text),
        help: "what each state of a stateset means")
    static let stateReasons = Key(
        "reasons", ValueType<[Declared<String>]>.entries("state", nil, of: .text),
        help: "why states of a stateset are deprecated, by state")
    static let ownLabels = Key(
        "labels", ValueType<[Declared<Translation.LabelTexts>]>.entries("label", nil, of: .labelTexts),
        help: "translations of the labels that the metric describes itself, by their keys: the help, or a mapping")
    static let values = Key(
        "values", ValueType<[Declared<String>]>.entries("value", nil, of: .text), help: "what each value means")

    static let table = KeyTable(
        .translations,
        [
            FileKeys.metricsgen.description, groups.description, metrics.description, labels.description,
            parameters.description,
        ])
    static let groupTable = KeyTable(
        .groupTranslations, [title.description, help.description, groupReason.description])
    static let metricTable = KeyTable(
        .metricTranslations,
        [
            help.description, reason.description, howToRead.description, nextSteps.description, changes.description,
            states.description, stateReasons.description, ownLabels.description,
        ])
    static let labelReason = Key("reason", .text, help: "why the label is deprecated")
    static let reasons = Key(
        "reasons", ValueType<[Declared<String>]>.entries("value", nil, of: .text),
        help: "why values of the label are deprecated, by value")
    static let labelTable = KeyTable(
        .labelTranslations,
        [help.description, labelReason.description, values.description, reasons.description])
    static let parameterTable = KeyTable(.parameterTranslations, [help.description, values.description])
}

extension ValueType {
    /// A string for the most common translation, or a mapping with all of them.
    fileprivate static func texts(_ keys: ValueType, orText make: @escaping @Sendable (String?) -> Value) -> ValueType {
        let text = ValueType<String>.text
        let shape = ValueShape.anyOf([text.shape, keys.shape])
        return ValueType(shape) { slot, findings in
            switch slot.node.content {
            case .scalar(let scalar) where !scalar.isAbsent:
                return make(scalar.text.isEmpty ? nil : text.read(slot, &findings))
            case .mapping: return keys.read(slot, &findings)
            default:
                slot.reportMismatch(shape, &findings)
                return nil
            }
        }
    }
}

extension ValueType<Translation.GroupTexts> {
    fileprivate static var groupTexts: ValueType {
        .texts(
            .mapping(LocaleKeys.groupTable) { reader in
                let title = reader.text(LocaleKeys.title)
                let help = reader.text(LocaleKeys.help)
                let reason = reader.text(LocaleKeys.groupReason)
                return Translation.GroupTexts(
                    title: title, help: help, reason: reason,
                    mentions: reader.mention(LocaleKeys.help, .help(ofGroup: reader.owner.value))
                        + reader.mention(LocaleKeys.groupReason, .deprecation(ofGroup: reader.owner.value)))
            }, orText: { .init(title: $0, help: nil) })
    }
}

extension ValueType<Translation.MetricTexts> {
    fileprivate static var metricTexts: ValueType {
        .texts(
            .mapping(LocaleKeys.metricTable) { reader in
                let metric = reader.owner.value
                let help = reader.text(LocaleKeys.help)
                let reason = reader.text(LocaleKeys.reason)
                let reading = reader.text(LocaleKeys.howToRead)
                let steps = reader.read(LocaleKeys.nextSteps)?.value ?? []
                let notes = reader.read(LocaleKeys.changes)?.value ?? []
                let states = reader.read(LocaleKeys.states)?.value
                let reasons = reader.read(LocaleKeys.stateReasons)?.value
                let labels = reader.read(LocaleKeys.ownLabels)?.value ?? []
                let stepMentions = steps.enumerated().map { index, step in
                    Translation.Mention(
                        Spanned(LocaleKeys.nextSteps.name, step.span), .nextStep(index + 1, ofMetric: metric))
                }
                let noteMentions = notes.enumerated().map { index, note in
                    Translation.Mention(
                        Spanned(LocaleKeys.changes.name, note.span), .changeNote(index + 1, ofMetric: metric))
                }
                return Translation.MetricTexts(
                    help: help, reason: reason, reading: reading, nextSteps: steps.map(\.value),
                    changeNotes: notes.map(\.value), states: textsByName(states), reasons: textsByName(reasons),
                    labels: Dictionary(
                        labels.compactMap { label in label.value.map { (label.name.value, $0) } },
                        uniquingKeysWith: { first, _ in first }),
                    mentions: reader.mention(LocaleKeys.reason, .reason(ofMetric: metric))
                        + reader.mention(LocaleKeys.howToRead, .reading(ofMetric: metric)) + stepMentions + noteMentions
                        + (states ?? []).map { .init($0.name, .state(ofMetric: metric)) }
                        + (reasons ?? []).map { .init($0.name, .stateReason(ofMetric: metric)) }
                        + labels.flatMap { $0.mentions(inMetric: metric) })
            }, orText: { .init(help: $0) })
    }
}

extension ValueType<Translation.LabelTexts> {
    fileprivate static var labelTexts: ValueType {
        .texts(
            .mapping(LocaleKeys.labelTable) { reader in
                let help = reader.text(LocaleKeys.help)
                let reason = reader.text(LocaleKeys.labelReason)
                let values = reader.read(LocaleKeys.values)?.value
                let reasons = reader.read(LocaleKeys.reasons)?.value
                let label = reader.owner.value
                return Translation.LabelTexts(
                    help: help, reason: reason, reasons: textsByName(reasons), values: textsByName(values),
                    mentions: (values ?? []).map { .init($0.name, .value(ofLabel: label)) }
                        + reader.mention(LocaleKeys.labelReason, .labelReason(ofLabel: label))
                        + (reasons ?? []).map { .init($0.name, .valueReason(ofLabel: label)) })
            }, orText: { .init(help: $0) })
    }
}

extension ValueType<Translation.ParameterTexts> {
    fileprivate static var parameterTexts: ValueType {
        .texts(
            .mapping(LocaleKeys.parameterTable) { reader in
                let help = reader.text(LocaleKeys.help)
                let values = reader.read(LocaleKeys.values)?.value
                let parameter = reader.owner.value
                return Translation.ParameterTexts(
                    help: help, values: textsByName(values),
                    mentions: reader.mention(LocaleKeys.help, .parameterHelp(parameter))
                        + (values ?? []).map { .init($0.name, .choice(ofParameter: parameter)) })
            }, orText: { .init(help: $0) })
    }
}

extension Declared<Translation.LabelTexts> {
    /// What the strings of a metric's own label mention.
    fileprivate func mentions(inMetric metric: String) -> [Translation.Mention] {
        let label = name.value
        let mentions = value?.mentions.map { mention in
            let subject: Translation.Subject =
                switch mention.subject {
                case .value: .ownValue(ofLabel: label, ofMetric: metric)
                case .valueReason: .ownValueReason(ofLabel: label, ofMetric: metric)
                case .labelReason: .ownLabelReason(ofLabel: label, ofMetric: metric)
                default: mention.subject
                }
            return Translation.Mention(mention.name, subject)
        }
        return [.init(name, .ownLabel(ofMetric: metric))] + (mentions ?? [])
    }
}

extension MappingReader {
    /// A string that isn't empty: for an empty translation, the spec's own string is better.
    fileprivate mutating func text(_ key: Key<String>) -> String? {
        read(key).flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// Records that the mapping has a string, if it has.
    fileprivate func mention<Value>(_ key: Key<Value>, _ subject: Translation.Subject) -> [Translation.Mention] {
        place(of: key).map { [.init(Spanned(key.name, $0), subject)] } ?? []
    }
}

/// The strings by their keys. Those with errors have been reported, and empty ones are ignored.
private func textsByName(_ declared: [Declared<String>]?) -> [String: String] {
    Dictionary(
        (declared ?? []).compactMap { entry in
            entry.value.flatMap { $0.isEmpty ? nil : (entry.name.value, $0) }
        }, uniquingKeysWith: { first, _ in first })
}

extension SpecLanguage {
    /// The readable translations of a file, and its errors.
    package static func translation(of source: SourceText, id: SourceID, locale: String) -> (Translation, [Finding]) {
        let start = Position(line: 1, column: 1)
        let place = Span(source: id, start: start, end: start)
        var translation = Translation(locale: locale, place: place)
        let document = YAMLDocument(source, id: id)
        var findings = document.findings
        guard let root = document.root, !root.isAbsent else { return (translation, findings) }
        guard case .mapping(let mapping) = root.content else {
            findings.append(WrongType.finding(file: root))
            return (translation, findings)
        }
        var reader = MappingReader(mapping, of: LocaleKeys.table, owner: Spanned(locale, place))
        _ = reader.read(FileKeys.metricsgen)
        func texts<Value>(
            _ declared: [Declared<Value>]?, _ subject: Translation.Subject,
            mentions: (Value) -> [Translation.Mention] = { _ in [] }
        ) -> [String: Value] {
            for entry in declared ?? [] {
                translation.mentions.append(.init(entry.name, subject))
                translation.mentions += entry.value.map(mentions) ?? []
            }
            return Dictionary(
                (declared ?? []).compactMap { entry in entry.value.map { (entry.name.value, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        translation.groups = texts(reader.read(LocaleKeys.groups)?.value, .group, mentions: \.mentions)
        translation.metrics = texts(reader.read(LocaleKeys.metrics)?.value, .metric, mentions: \.mentions)
        translation.labels = texts(reader.read(LocaleKeys.labels)?.value, .label, mentions: \.mentions)
        let parameters = reader.read(LocaleKeys.parameters)?.value
        // A string alone is the help.
        for entry in parameters ?? [] where entry.value?.help != nil && entry.value?.mentions.isEmpty == true {
            translation.mentions.append(.init(entry.name, .parameterHelp(entry.name.value)))
        }
        translation.parameters = texts(parameters, .parameter, mentions: \.mentions)
        return (translation, (findings + reader.findings).inFileOrder())
    }
}
