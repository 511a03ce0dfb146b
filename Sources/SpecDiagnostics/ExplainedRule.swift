// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A rule with the page that `metricsgen explain` prints.
///
/// A rule that the build plugin's tool can report has its page in `SpecExplanations`, because the packages that use the
/// plugin compile what the tool links. Any other rule has its page in its own file.
package struct ExplainedRule: Sendable {
    package let rule: Rule
    /// What is wrong with the pattern, why that matters and what to do: whole sentences, Markdown.
    package let explanation: String
    /// The smallest example that raises this rule, and nothing else. A test reads it. It is a spec; of a rule about queries
    /// it is a file of any kind that has queries, or a query below comments that say what its reader has to know.
    package let badExample: String
    /// The same, after the fix: it raises nothing.
    package let goodExample: String

    package init(_ rule: Rule, explanation: String, badExample: String, goodExample: String) {
        self.rule = rule
        self.explanation = explanation
        self.badExample = badExample
        self.goodExample = goodExample
    }

    /// The same page for the rule as one about names.
    package var aboutNames: ExplainedRule {
        ExplainedRule(
            rule.aboutNames, explanation: explanation, badExample: badExample, goodExample: goodExample)
    }

    package var code: String { rule.code }
    package var name: String { rule.name }
    package var severity: Severity { rule.severity }
}
