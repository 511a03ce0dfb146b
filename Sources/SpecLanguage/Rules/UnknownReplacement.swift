// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownReplacement {
    package static let rule = Rule(code: "MG1305", name: "unknown-replacement")

    /// For a string that can't be the name of a metric; nil if it can be. `none` is only allowed on its own.
    static func finding(noName name: Spanned<String>) -> Finding? {
        if name.value == "none" {
            return Finding(
                rule, at: name.span,
                "`none` means that nothing replaces the metric, so it can't be combined with names",
                help: "write `replaced_by: none`, or delete `none` here")
        }
        guard !name.value.contains(where: { !$0.isWhitespace }) else { return nil }
        return Finding(
            rule, at: name.span, "an empty string isn't the name of a metric",
            help: "write the metric that replaces this one; if nothing does, `none`")
    }

    /// For an empty list.
    static func finding(nothingAt span: Span) -> Finding {
        Finding(
            rule, at: span, "an empty list doesn't say whether something replaces the metric",
            help: "write `none` if nothing does", fixes: [.replacing(span, with: "none")])
    }

    /// The same for a label, or for a value of one.
    ///
    /// - Parameter what: "label".
    static func finding(_ name: Spanned<String>, what: String, among names: [String]) -> Finding {
        let suggestion = Suggestion.nearest(to: name.value, among: names)
        return Finding(
            rule, at: name.span, "there is no \(what) \(quoted: name.value)",
            underline: suggestion.map { "did you mean \(quoted: $0)?" }, help: "if nothing replaces it, write `none`",
            reference: name.value, fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }

    /// A key that several metrics have.
    static func finding(_ name: Spanned<String>, ambiguous metrics: [String]) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) can be \(metrics.quoted(joinedBy: "or"))",
            help: "write the full name of the metric")
    }

    static func finding(_ name: Spanned<String>, among metrics: [String]) -> Finding {
        if ["null", "~", "nothing", "no", "None", "nil", "false", "-", "n/a"].contains(name.value) {
            return Finding(
                rule, at: name.span, "there is no metric \(quoted: name.value) in this spec",
                help: "write `none`, if nothing replaces it", reference: name.value,
                fixes: [.replacing(name.span, with: "none")])
        }
        let suggestion = Suggestion.nearest(to: name.value, among: metrics)
        return Finding(
            rule, at: name.span, "there is no metric \(quoted: name.value) in this spec",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help:
                "if something else publishes it, write `{name: \(name.value), external: true}`; if nothing replaces it, `none`",
            reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }
}
