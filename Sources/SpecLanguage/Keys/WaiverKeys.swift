// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecOrigins
import SpecYAML

enum WaiverKeys {
    static let rule = Key(
        "rule", .text(.lintRule), isRequired: true,
        help: "the name of the rule that may be broken; `metricsgen explain` lists them")
    static let reason = Key("reason", .sentence, isRequired: true, help: "why, in a sentence")
    static let until = Key(
        "until", .minorVersion, help: "the minor version of the product from which on the rule applies again")

    static let table = KeyTable(.waiver, [rule.description, reason.description, until.description])

    /// The key of everything that can have waivers.
    fileprivate static let owners = KeyTable(.declaration, [FileKeys.allow.description])
}

/// A waiver without the part of the spec to which it applies.
struct WaiverDeclaration: Sendable {
    let rule: Spanned<String>
    let reason: String
    let until: Spanned<String>?
}

extension ValueType<WaiverDeclaration> {
    fileprivate static var waiver: ValueType {
        ValueType.mapping(WaiverKeys.table) { reader in
            let rule = reader.require(WaiverKeys.rule)
            let reason = reader.require(WaiverKeys.reason)
            let until = reader.read(WaiverKeys.until)
            guard let rule, let reason else { return nil }
            return WaiverDeclaration(
                rule: rule, reason: reason.value, until: until.map { Spanned("\($0.value)", $0.span) })
        }
    }
}

extension ValueType<[Spanned<WaiverDeclaration>]> {
    static var waivers: ValueType { .list(of: .waiver, atMost: SizeLimits.waivers) }
}

/// The waivers of a file, each with the declaration that contains it. The tables read them too, and report their
/// errors; here the tree says to what they apply.
struct WaiverCollection {
    private(set) var waivers: [Waiver] = []
    private let text: SourceText

    static func waivers(of file: FileDeclaration) -> [Waiver] {
        guard let node = file.root, let root = node.mapping else { return [] }
        var collection = WaiverCollection(text: file.text)
        let start = Position(line: 1, column: 1)
        collection.read(root, scope: Span(source: file.source, start: start, end: node.span.end))
        let sections = [FileKeys.labels.name, FileKeys.parameters.name, FileKeys.buckets.name, FileKeys.units.name]
        for section in sections {
            for entry in entries(of: root[section]?.value) { collection.read(entry) }
        }
        for group in entries(of: root[FileKeys.groups.name]?.value) {
            collection.read(group)
            guard case .mapping(let keys) = group.value.content else { continue }
            // Metrics next to the keys of their group count as metrics.
            for metric in keys.entries where metric.isMetricBesideKeys { collection.read(metric) }
            for metric in entries(of: keys[GroupKeys.metrics.name]?.value) { collection.read(metric) }
        }
        return collection.waivers
    }

    private init(text: SourceText) { self.text = text }

    private static func entries(of node: YAMLNode?) -> [YAMLMapping.Entry] {
        if case .mapping(let mapping)? = node?.content { mapping.entries } else { [] }
    }

    private mutating func read(_ entry: YAMLMapping.Entry) {
        guard case .mapping(let mapping) = entry.value.content else { return }
        let key = entry.key.span
        read(mapping, scope: Span(source: key.source, start: key.start, end: entry.value.span.end))
    }

    private mutating func read(_ mapping: YAMLMapping, scope: Span) {
        guard let entry = mapping[FileKeys.allow.name] else {
            // Under a misspelled key they hide what they were meant to hide, and the key is reported.
            for entry in mapping.entries where Self.isMistyped(entry, in: mapping) {
                guard case .sequence(let list) = entry.value.content else { continue }
                for element in list.elements { readFaulty(element, scope: scope) }
            }
            return
        }
        guard case .sequence(let list) = entry.value.content else {
            readFaulty(entry.value, scope: scope)
            return
        }
        let slot = Slot(key: entry.key, node: entry.value)
        for (index, element) in list.elements.prefix(SizeLimits.waivers).enumerated() {
            var reported: [Finding] = []
            let waiver = ValueType<WaiverDeclaration>.waiver.read(slot.element(element), &reported)
            guard let waiver, reported.isEmpty else {
                readFaulty(element, scope: scope)
                continue
            }
            waivers.append(
                Waiver(
                    rule: waiver.rule, reason: waiver.reason, until: waiver.until, scope: scope, span: element.span,
                    removal: DeletionSpans.removal(
                        ofElement: index, in: list, under: entry.key.value, of: mapping, in: text)))
        }
    }

    private static func isMistyped(_ entry: YAMLMapping.Entry, in mapping: YAMLMapping) -> Bool {
        Suggestion.isSlip(entry.key.value, for: FileKeys.allow.name)
            || MisplacedKeyAdvice.otherWord(for: entry, in: WaiverKeys.owners, of: mapping) == FileKeys.allow.name
    }

    /// For something that isn't written as a waiver, which has been reported: each string that may be the name of a rule,
    /// because the diagnostics that it was meant to hide would only distract.
    private mutating func readFaulty(_ node: YAMLNode, scope: Span) {
        let names: [Spanned<String>]
        switch node.content {
        case .scalar(let scalar): names = [Spanned(scalar.text, node.span)]
        case .mapping(let mapping):
            let written = mapping[WaiverKeys.rule.name].map { [$0] } ?? mapping.entries
            let values = written.compactMap { entry -> Spanned<String>? in
                guard case .scalar(let scalar) = entry.value.content else { return nil }
                return Spanned(scalar.text, entry.value.span)
            }
            names = values + written.map(\.key)
        case .sequence, .reported: names = []
        }
        waivers += names.map {
            Waiver(rule: $0, reason: "", until: nil, scope: scope, span: node.span, isFaulty: true)
        }
    }
}
