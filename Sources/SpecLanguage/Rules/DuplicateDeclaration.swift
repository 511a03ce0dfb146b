// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum DuplicateDeclaration {
    package static let rule = Rule(code: "MG1202", name: "duplicate-declaration", isAboutName: true)

    /// For a label set that a metric describes as if it were a label.
    static func finding(changedSet name: Spanned<String>, declared: Span) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) is a label set, so a metric can't say what differs in it",
            help: "write `\(name.value): {}`, or list the labels of the set here",
            related: [.init("the set is declared here", at: declared)])
    }

    /// Two bound labels that a scrape calls the same: their values are given once for all metrics, by this name.
    static func finding(bound label: Spanned<String>, as name: String, first: Spanned<String>) -> Finding {
        Finding(
            rule, at: label.span,
            "\(quoted: first.value) and \(quoted: label.value) are both bound, and a scrape calls both \(quoted: name)",
            help: "give one of them another `name`",
            related: [.init("\(quoted: first.value) is declared here", at: first.span)])
    }

    /// A unit of a name that the language has a unit for.
    static func finding(languageUnit name: Spanned<String>) -> Finding {
        Finding(
            rule, at: name.span, "\(quoted: name.value) is a unit of the language already, with a meaning of its own",
            help: "delete this one, or rename it")
    }

    static func finding(_ name: Spanned<String>, _ what: String, first: Span, firstWhat: String) -> Finding {
        let message =
            what == firstWhat
            ? "the \(what) \(quoted: name.value) is declared twice"
            : "\(quoted: name.value) is declared as a \(firstWhat) and as a \(what)"
        return Finding(
            rule, at: name.span, message, underline: "declared again here",
            help: "delete this one, or rename it", related: [.init("first declared here", at: first)])
    }
}
