// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingKey {
    package static let rule = Rule(code: "MG1105", name: "missing-key")

    static func finding(_ key: KeyDescription, of table: KeyTable, at owner: Spanned<String>) -> Finding {
        Finding(
            rule, at: owner.span, "\(table.subject.definite) \(table.subject.has) no \(quoted: key.name)",
            help: "add `\(key.name): \(key.example ?? "…")`: \(key.help)")
    }

    /// For a parameter that decides the prefix: pages, dashboards and queries need to know one.
    static func finding(defaultOfPrefix parameter: Spanned<String>, at use: Span) -> Finding {
        Finding(
            rule, at: parameter.span,
            "the parameter \(quoted: parameter.value) has no `default`, and pages, dashboards and queries need a prefix",
            help: "add `default: …`", related: [.init("it is a prefix here", at: use)])
    }

    /// For a mapping that has none of the keys of which it needs one.
    static func finding(oneOf table: KeyTable, _ message: String, at owner: Spanned<String>) -> Finding {
        Finding(rule, at: owner.span, message, help: "add one of \(table.forms.quoted(joinedBy: "and"))")
    }
}
