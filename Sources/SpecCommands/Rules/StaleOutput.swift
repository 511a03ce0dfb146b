import SpecDiagnostics

package enum StaleOutput {
    package static let rule = Rule(code: "MG3204", name: "stale-output")
    package static let explained = ExplainedRule(
        rule,
        explanation: """
            A generated file is not what the spec says: the spec was changed without `metricsgen build`, or the file was \
            changed by hand. What should stay of a hand edit belongs into the spec. `metricsgen build` brings the file \
            up to date.
            """,
        badExample: "", goodExample: "")

    static func finding(_ path: String, at span: Span, help: String) -> Finding {
        Finding(rule, at: span, "\(quoted: path) is not what the spec says", help: help)
    }
}
