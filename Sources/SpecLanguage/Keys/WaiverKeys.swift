import MetricsVocabulary
import SpecDiagnostics
import SpecModel
import SpecYAML

enum WaiverKeys {
    static let rule = Key(
        "rule", .text("the name of a lint rule"), isRequired: true,
        help: "the rule that may be broken, by its name; `metricsgen explain` lists them")
    static let reason = Key("reason", .text, isRequired: true, help: "why, in a sentence")
    static let until = Key(
        "until", .minorVersion, help: "the minor version of the product from which on the rule has to be kept")

    static let table = KeyTable("a waiver", [rule.description, reason.description, until.description])
}

/// A waiver without the part of the spec that it speaks for.
struct WaiverDeclaration: Sendable {
    let rule: Spanned<String>
    let reason: String
    let until: Spanned<MinorVersion>?
}

extension ValueType<WaiverDeclaration> {
    fileprivate static var waiver: ValueType {
        ValueType.mapping(WaiverKeys.table) { reader in
            let rule = reader.require(WaiverKeys.rule)
            let reason = reader.require(WaiverKeys.reason)
            let until = reader.read(WaiverKeys.until)
            guard let rule, let reason else { return nil }
            return WaiverDeclaration(rule: rule, reason: reason.value, until: until)
        }
    }
}

extension ValueType<[Spanned<WaiverDeclaration>]> {
    static var waivers: ValueType { .list(of: .waiver) }
}

/// The waivers of a file, each with the declaration that it stands in. The tables read them too, and report what is
/// wrong with them; here the tree says what they speak for.
struct WaiverCollection {
    private(set) var waivers: [Waiver] = []
    private let text: SourceText

    static func waivers(in root: YAMLMapping, of file: Span, in text: SourceText) -> [Waiver] {
        var collection = WaiverCollection(text: text)
        collection.read(root, scope: file)
        for section in [FileKeys.labels.name, FileKeys.parameters.name, FileKeys.buckets.name] {
            for entry in entries(of: root[section]?.value) { collection.read(entry) }
        }
        for group in entries(of: root[FileKeys.groups.name]?.value) {
            collection.read(group)
            guard case .mapping(let keys) = group.value.content else { continue }
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
        guard let entry = mapping[FileKeys.allow.name], case .sequence(let list) = entry.value.content else { return }
        var reported: [Finding] = []
        let slot = Slot(key: entry.key, node: entry.value)
        for waiver in FileKeys.allow.type.read(slot, &reported) ?? [] {
            let index = list.elements.firstIndex { $0.span == waiver.span }
            waivers.append(
                Waiver(
                    rule: waiver.value.rule, reason: waiver.value.reason, until: waiver.value.until, scope: scope,
                    span: waiver.span,
                    removal: index.flatMap {
                        Removals.removal(ofElement: $0, in: list, under: entry.key.value, of: mapping, in: text)
                    }))
        }
    }
}
