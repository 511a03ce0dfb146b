import SpecDiagnostics

package enum TooManyWarnings {
    static let rule = Rule(
        code: "MG0015", name: "too-many-warnings", severity: .warning,
        explanation: """
            At most \(YAMLDocument.findingLimit) diagnostics of a spec are shown, with errors before warnings. Many \
            warnings often have the same cause: fix the first ones, or waive their rule for a group or a file, and run \
            the command again.
            """,
        badExample: "", goodExample: "")

    static func finding(_ count: Int, from span: Span) -> Finding {
        Finding(
            rule, at: span, "\(count) more warnings, from here on, are not shown",
            help: "fix the ones before, or waive their rule with a reason, and run the command again")
    }
}
