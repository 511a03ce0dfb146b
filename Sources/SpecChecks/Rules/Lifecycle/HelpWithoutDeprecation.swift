// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

extension SpecCheck {
    static let helpWithoutDeprecation = SpecCheck(
        ExplainedRule(
            Rule(code: "MG2003", name: "help-without-deprecation", severity: .warning),
            explanation: """
                Only the help says that the metric is deprecated: it is never hidden or removed, documentation \
                and code don't warn, and the notice stays forever. Add `deprecated`, or delete the notice from the help.
                """,
            badExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items: {type: gauge, help: "Items in all carts. DEPRECATED: nobody looks."}
                """,
            goodExample: """
                metricsgen: 1
                product: {name: shop, version: "1.4"}
                groups:
                  cart:
                    metrics:
                      items:
                        type: gauge
                        help: "Items in all carts. DEPRECATED: nobody looks."
                        deprecated: {since: "1.4", reason: Nobody looks., replaced_by: none}
                """),
        isAboutOneMetric: true
    ) { input in
        input.product.metrics.compactMap { metric -> Finding? in
            guard case .active = metric.lifecycle, announces(metric.help) else { return nil }
            return helpFinding(metric, input)
        }
    }

    /// The word as in a notice, at the start of a sentence or after a bracket; elsewhere, and in lower case, it may be about
    /// something else.
    private static func announces(_ help: String) -> Bool {
        // Hardly any help has the word, and searching a string for seven others takes time.
        guard mentionsIt(help) else { return false }
        return help.contains("DEPRECATED") || help.hasPrefix("Deprecated")
            || [". Deprecated", "[deprecated", "[Deprecated", "(deprecated", "(Deprecated"].contains(
                where: help.contains)
    }

    private static func mentionsIt(_ help: String) -> Bool {
        let word = Array("deprecated".utf8)
        var matched = 0
        for unit in help.utf8 {
            // Only the first letter of the word is one with which the word can begin.
            matched = unit | 0x20 == word[matched] ? matched + 1 : unit | 0x20 == word[0] ? 1 : 0
            if matched == word.count { return true }
        }
        return false
    }

    private static func helpFinding(_ metric: Metric, _ input: CheckInput) -> Finding {
        Finding(
            helpWithoutDeprecation.rule, at: input.help(of: metric),
            "the help of \(quoted: metric.name) says that it is deprecated, but the spec doesn't, so no release hides or removes it",
            help: """
                add `deprecated: {since: "\(input.product.release)", reason: …, replaced_by: …}`, or delete the \
                notice from the help
                """)
    }
}
