// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum InapplicableKey {
    package static let rule = Rule(code: "MG1110", name: "inapplicable-key")

    static func finding(_ key: Spanned<String>, of subject: String, why: String, help: String = "delete it") -> Finding
    {
        let verb = ["a ", "an ", "the "].contains(where: subject.hasPrefix) ? "has" : "have"
        return Finding(rule, at: key.span, "\(subject) \(verb) no \(quoted: key.value): \(why)", help: help)
    }

    /// For the keys of a metric that is removed: one diagnostic, however many keys were forgotten.
    ///
    /// - Parameter removals: the spans to delete.
    static func finding(ofTombstone keys: [Spanned<String>], removed: Span, removals: [Span]) -> Finding {
        let isOne = keys.count == 1
        return Finding(
            rule, at: keys[0].span,
            """
            a tombstone can't have \(keys.map(\.value).quoted(joinedBy: "and")): the series that \
            \(isOne ? "it" : "they") would describe don't exist any longer
            """,
            help: isOne ? "delete it" : "delete them",
            related: [.init("this makes it a tombstone", at: removed)],
            fixes: [
                .init(
                    "delete the keys that describe its series", isSafe: true,
                    edits: removals.map { .init(replacing: $0, with: "") })
            ])
    }
}
