/// A rule with the page that `metricsgen explain` prints.
///
/// A rule that the build plugin's tool can report has its page in `SpecExplanations`, because the packages that use the
/// plugin compile what the tool links. Any other rule has its page in its own file.
package struct ExplainedRule: Sendable {
    package let rule: Rule
    /// What is wrong with the pattern, why that matters and what to do: whole sentences, Markdown.
    package let explanation: String
    /// The smallest spec that raises this rule, and nothing else. A test compiles it.
    package let badExample: String
    /// The same spec, after the fix. A test compiles it without a diagnostic.
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
