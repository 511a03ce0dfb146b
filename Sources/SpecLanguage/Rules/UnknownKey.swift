// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecYAML

package enum UnknownKey {
    package static let rule = Rule(code: "MG1103", name: "unknown-key")

    static func finding(
        _ key: Spanned<String>, in table: KeyTable, suggestion: String?, advice: String?
    ) -> Finding {
        Finding(
            rule, at: key.span, "\(table.subject.indefinite) \(table.subject.has) no key \(quoted: key.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: suggestion == nil
                ? advice ?? "the keys here are \(table.keys.map(\.name).quoted(joinedBy: "and"))" : nil,
            fixes: suggestion.map { [.replacing(key.span, with: $0)] } ?? [])
    }

    /// For what follows a comma in a string without quotes, which is another key in braces.
    static func finding(torn key: Spanned<String>, from text: Spanned<String>, in table: KeyTable) -> Finding {
        Finding(
            rule, at: key.span, "\(table.subject.indefinite) \(table.subject.has) no key \(quoted: key.value)",
            help: "if it is part of \(quoted: text.value), put that string in quotes: in braces a comma ends a string",
            related: [.init("the string belongs to this key", at: text.span)])
    }

    /// For metrics next to the keys of their group: one diagnostic, whatever their number.
    ///
    /// - Parameter hasKey: whether the group has a key `metrics` as well.
    static func finding(
        metrics names: [Spanned<String>], besideKeysOf group: Spanned<String>, hasKey: Bool
    ) -> Finding {
        let shown = names.prefix(3).map(\.value).quoted(joinedBy: "and")
        let isOne = names.count == 1
        return Finding(
            rule, at: names[0].span,
            (names.count > 3 ? "metrics such as \(shown)" : shown)
                + " \(isOne ? "is" : "are") directly in the group \(quoted: group.value), not under its key `metrics`",
            help: (hasKey
                ? "move \(isOne ? "it" : "them") below `metrics`" : "write `metrics:` above \(isOne ? "it" : "them")")
                + ", and indent \(isOne ? "it" : "them") by one level more")
    }

    /// For a key and a value without a `:` between them, as in `{type gauge}`.
    static func finding(withoutColon written: Spanned<String>, key: String, in table: KeyTable) -> Finding {
        let rest = written.value.dropFirst(key.count).drop { $0 == " " }
        return Finding(
            rule, at: written.span, "\(table.subject.indefinite) \(table.subject.has) no key \(quoted: written.value)",
            underline: "write `\(key): \(rest)`",
            fixes: [.replacing(written.span, with: "\(key): \(rest)")])
    }

    /// The key at the beginning of a key that contains its value.
    static func keyWithoutColon(_ entry: YAMLMapping.Entry, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        guard entry.value.isAbsent, let end = entry.key.value.firstIndex(of: " ") else { return nil }
        let key = String(entry.key.value[..<end])
        return table.has(key) && mapping[key] == nil ? key : nil
    }

    static func suggestion(for entry: YAMLMapping.Entry, in table: KeyTable, of mapping: YAMLMapping) -> String? {
        let key = entry.key.value
        if let other = MisplacedKeyAdvice.otherWord(for: entry, in: table, of: mapping) { return other }
        // A key that is known elsewhere isn't a typing mistake.
        if ForeignKeywords.advice(key, in: table, of: mapping) != nil { return nil }
        guard let nearest = Suggestion.nearest(to: key, among: table.keys.map(\.name)) else {
            return MisplacedKeyAdvice.advice(key, in: table, of: mapping) == nil
                ? ForeignKeywords.keys(like: key).first {
                    table.has($0) && mapping[$0] == nil && MisplacedKeyAdvice.fits($0, table, mapping)
                } : nil
        }
        guard MisplacedKeyAdvice.fits(nearest, table, mapping) else { return nil }
        // A key that exists elsewhere in this spelling isn't a typing mistake.
        return Suggestion.isSlip(key, for: nearest) || MisplacedKeyAdvice.advice(key, in: table, of: mapping) == nil
            ? nearest : nil
    }

    /// For steps that are written in place of the bounds: one diagnostic, whatever their number.
    static func finding(steps keys: [Spanned<String>], of form: String, written: String) -> Finding {
        Finding(
            rule, at: keys[0].span,
            "\(keys.map(\.value).quoted(joinedBy: "and")) belong under \(quoted: form)",
            help: "write `\(form): {\(written)}`")
    }
}
