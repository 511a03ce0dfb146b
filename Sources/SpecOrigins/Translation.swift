// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// The strings of a product in another language, as far as its file has them.
package struct Translation: Sendable {
    package struct GroupTexts: Sendable {
        package let title: String?
        package let help: String?
        /// Why its metrics are deprecated.
        package let reason: String?
        package let mentions: [Mention]

        package init(title: String?, help: String?, reason: String? = nil, mentions: [Mention] = []) {
            self.title = title
            self.help = help
            self.reason = reason
            self.mentions = mentions
        }
    }

    package struct MetricTexts: Sendable {
        package let help: String?
        /// Why it is deprecated or removed.
        package let reason: String?
        package let reading: String?
        /// In the order of the spec's; of fewer the last ones are missing.
        package let nextSteps: [String]
        /// The notes on its changes, in the order of the spec's; of fewer the last ones are missing.
        package let changeNotes: [String]
        /// By state, of a stateset.
        package var states: [String: String]
        /// Why states are deprecated, by state.
        package let reasons: [String: String]
        /// By key, of the labels that the metric describes itself.
        package var labels: [String: LabelTexts]
        package let mentions: [Mention]

        package init(
            help: String?, reason: String? = nil, reading: String? = nil, nextSteps: [String] = [],
            changeNotes: [String] = [], states: [String: String] = [:], reasons: [String: String] = [:],
            labels: [String: LabelTexts] = [:], mentions: [Mention] = []
        ) {
            self.help = help
            self.reason = reason
            self.reading = reading
            self.nextSteps = nextSteps
            self.changeNotes = changeNotes
            self.states = states
            self.reasons = reasons
            self.labels = labels
            self.mentions = mentions
        }
    }

    package struct LabelTexts: Sendable {
        package let help: String?
        /// Why it is deprecated.
        package let reason: String?
        /// Why its values are deprecated, by value.
        package var reasons: [String: String]
        /// By value.
        package var values: [String: String]
        package let mentions: [Mention]

        package init(
            help: String?, reason: String? = nil, reasons: [String: String] = [:], values: [String: String] = [:],
            mentions: [Mention] = []
        ) {
            self.help = help
            self.reason = reason
            self.reasons = reasons
            self.values = values
            self.mentions = mentions
        }
    }

    package struct ParameterTexts: Sendable {
        package let help: String?
        /// By value.
        package var values: [String: String]
        package let mentions: [Mention]

        package init(help: String?, values: [String: String] = [:], mentions: [Mention] = []) {
            self.help = help
            self.values = values
            self.mentions = mentions
        }
    }

    /// Something that a translation has a string for, and where it has it: the spec has to have it too.
    package struct Mention: Sendable {
        /// As the file has it: a name that the spec gave, or the key of a string.
        package let name: Spanned<String>
        package let subject: Subject

        package init(_ name: Spanned<String>, _ subject: Subject) {
            self.name = name
            self.subject = subject
        }
    }

    package enum Subject: Sendable, Hashable {
        case group, metric, label, parameter
        case state(ofMetric: String)
        /// A state that has a reason.
        case stateReason(ofMetric: String)
        case choice(ofParameter: String)
        case value(ofLabel: String)
        /// A value of a label that has a reason.
        case valueReason(ofLabel: String)
        case labelReason(ofLabel: String)
        /// A label that a metric describes itself, and one of its values.
        case ownLabel(ofMetric: String)
        case ownValue(ofLabel: String, ofMetric: String)
        case ownLabelReason(ofLabel: String, ofMetric: String)
        case ownValueReason(ofLabel: String, ofMetric: String)
        case parameterHelp(String)
        case help(ofGroup: String)
        case deprecation(ofGroup: String)
        case reason(ofMetric: String)
        case reading(ofMetric: String)
        /// Counted from 1.
        case nextStep(Int, ofMetric: String)
        case changeNote(Int, ofMetric: String)
    }

    package let locale: String
    /// The start of its file.
    package let place: Span
    package var groups: [String: GroupTexts] = [:]
    package var metrics: [String: MetricTexts] = [:]
    package var labels: [String: LabelTexts] = [:]
    package var parameters: [String: ParameterTexts] = [:]
    package var mentions: [Mention] = []

    package init(locale: String, place: Span) {
        self.locale = locale
        self.place = place
    }
}

extension Translation {
    /// The strings of a metric: under its key or, if several metrics have that key, its full name.
    ///
    /// - Parameter repeatedKeys: of the product.
    package func texts(of metric: Metric, _ repeatedKeys: Set<String>) -> MetricTexts? {
        (repeatedKeys.contains(metric.key) ? metrics[metric.name] : nil) ?? metrics[metric.key]
    }
}

extension Product {
    /// The same product with the strings of a translation. What the translation lacks stays as it is.
    package func translated(by translation: Translation) -> Product {
        var product = self
        let repeatedKeys = repeatedKeys
        let declared = Dictionary(labels.map { ($0.key, $0) }) { first, _ in first }
        for index in groups.indices {
            let texts = translation.groups[groups[index].key]
            product.groups[index].title = texts?.title ?? groups[index].title
            product.groups[index].help = texts?.help ?? groups[index].help
            if let reason = texts?.reason { product.groups[index].deprecation?.reason = reason }
            let inherited = groups[index].deprecation.flatMap { notice in texts?.reason.map { (notice, $0) } }
            product.groups[index].metrics = groups[index].metrics.map { metric in
                metric.translated(
                    by: translation, translation.texts(of: metric, repeatedKeys), inherited: inherited,
                    declared: declared)
            }
        }
        product.labels = labels.map { $0.translated(by: translation.labels[$0.key]) }
        for index in parameters.indices {
            product.parameters[index].translate(by: translation.parameters[parameters[index].name])
        }
        return product
    }
}

extension Metric {
    fileprivate func translated(
        by translation: Translation, _ texts: Translation.MetricTexts?,
        inherited: (notice: DeprecationNotice, reason: String)?, declared: [String: Label]
    ) -> Metric {
        func translated(_ label: Label) -> Label {
            guard label.isOwn else { return label.translated(by: translation.labels[label.key]) }
            return label.translated(
                by: texts?.labels[label.key],
                orAs: declared[label.key].map { ($0, translation.labels[label.key]) })
        }
        var metric = self
        metric.help = texts?.help ?? help
        metric.shape.fields = fields.map(translated)
        for (index, state) in states.enumerated() {
            metric.shape.states[index].help = texts?.states[state.text] ?? state.help
            if let reason = texts?.reasons[state.text] { metric.shape.states[index].deprecation?.reason = reason }
        }
        metric.labels = labels.map(translated)
        let inheritedReason = inherited.flatMap { lifecycle.isThat(of: $0.notice) ? $0.reason : nil }
        metric.lifecycle = (texts?.reason ?? inheritedReason).map(lifecycle.withReason) ?? lifecycle
        metric.prose.reading = texts?.reading ?? prose.reading
        let steps = (texts?.nextSteps ?? []).prefix(prose.nextSteps.count)
        metric.prose.nextSteps.replaceSubrange(..<steps.count, with: steps)
        let noted = changes.indices.filter { changes[$0].note != nil }
        for (index, note) in zip(noted, texts?.changeNotes ?? []) { metric.changes[index].note = note }
        return metric
    }
}

extension Parameter {
    fileprivate mutating func translate(by texts: Translation.ParameterTexts?) {
        help = texts?.help ?? help
        guard case .choice(var values, let initial) = type else { return }
        for index in values.indices { values[index].help = texts?.values[values[index].text] ?? values[index].help }
        type = .choice(values, default: initial)
    }
}

extension Lifecycle {
    /// Whether a metric has the deprecation of its group.
    package func isThat(of group: DeprecationNotice) -> Bool {
        if case .deprecated(let notice) = self { notice == group } else { false }
    }

    fileprivate func withReason(_ reason: String) -> Lifecycle {
        switch self {
        case .active: return .active
        case .deprecated(var notice):
            notice.reason = reason
            return .deprecated(notice)
        case .removed(var tombstone):
            tombstone.reason = reason
            tombstone.notice?.reason = reason
            return .removed(tombstone)
        }
    }
}

extension Label {
    /// - Parameter declared: the declared label of which this is a variant, and its strings: those that the metric
    ///   doesn't replace have the same translation.
    fileprivate func translated(
        by texts: Translation.LabelTexts?, orAs declared: (label: Label, texts: Translation.LabelTexts?)? = nil
    ) -> Label {
        var label = self
        let sharedHelp = declared?.label.help == help ? declared?.texts?.help : nil
        label.help = texts?.help ?? sharedHelp ?? help
        let sharedReason = declared?.label.deprecation == deprecation ? declared?.texts?.reason : nil
        if let reason = texts?.reason ?? sharedReason { label.deprecation?.reason = reason }
        if case .closed(var values) = values {
            for index in values.indices {
                let value = values[index]
                let declaredValue = declared?.label.closedValues.first { $0.text == value.text }
                let shared = declaredValue.flatMap {
                    $0.help == value.help ? declared?.texts?.values[value.text] : nil
                }
                values[index].help = texts?.values[value.text] ?? shared ?? value.help
                let sharedReason =
                    declaredValue?.deprecation == value.deprecation ? declared?.texts?.reasons[value.text] : nil
                if let reason = texts?.reasons[value.text] ?? sharedReason {
                    values[index].deprecation?.reason = reason
                }
            }
            label.values = .closed(values)
        }
        return label
    }
}
