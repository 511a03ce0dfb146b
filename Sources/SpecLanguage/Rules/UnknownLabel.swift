// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum UnknownLabel {
    package static let rule = Rule(code: "MG1301", name: "unknown-label")

    /// - Parameter isDescribed: whether the metric says something about the label, but not what it is.
    static func finding(_ name: Spanned<String>, labels: [String], sets: [String], isDescribed: Bool = false) -> Finding
    {
        let suggestion = Suggestion.nearest(to: name.value, among: labels + sets)
        return Finding(
            rule, at: name.span,
            "there is no label \(quoted: name.value)\(sets.isEmpty ? "" : ", and no label set of that name")",
            underline: suggestion.map { "did you mean \(quoted: $0)?" },
            help: suggestion == nil
                ? (isDescribed ? "add a `help` here, or " : "")
                    + "declare it under `labels`, with a `help`" : nil, reference: name.value,
            fixes: suggestion.map { [.replacing(name.span, with: $0)] } ?? [])
    }

    /// Several names in one string, each of which would be legal.
    static func finding(_ text: Spanned<String>, names: [String], of slot: Slot) -> Finding {
        let written = "[" + names.joined(separator: ", ") + "]"
        let isWhole = text.span == slot.span
        return Finding(
            rule, at: text.span, "\(quoted: text.value) is one string, and not the name of a label",
            help: isWhole
                ? "write a list, \(quoted: written)"
                : "write \(names.quoted(joinedBy: "and")) as elements of the list, each on its own",
            fixes: isWhole ? [.replacing(text.span, with: written)] : [])
    }

    static func finding(_ name: Spanned<String>, inSet set: String, labels: [String], isSet: Bool) -> Finding {
        guard isSet else { return finding(name, labels: labels, sets: []) }
        return Finding(
            rule, at: name.span,
            "the label set \(quoted: set) can't contain another label set, \(quoted: name.value)",
            help: "list the labels of \(quoted: name.value) here")
    }
}
