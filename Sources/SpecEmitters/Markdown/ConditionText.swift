// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

/// Conditions as Markdown.
enum ConditionText {
    /// With links to the parameters of the page.
    static func linked(_ condition: Condition, _ words: PageWords) -> String {
        condition.text(
            .words(
                and: words(" and "), or: words(" or "), not: words("not "), string: { MarkdownText.code($0) },
                symbol: symbol
            ) {
                MarkdownText.link(MarkdownText.code($0), to: PageAnchor.parameter($0))
            })
    }

    /// In English, without links.
    static func words(_ condition: Condition) -> String {
        condition.text(.words(and: " and ", or: " or ", not: "not ", symbol: symbol) { MarkdownText.code($0) })
    }

    private static func symbol(_ comparison: Condition.Comparison) -> String { MarkdownText.prose(comparison.symbol) }
}
