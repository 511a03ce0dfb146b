import SpecDiagnostics

package enum TooManyWarnings {
    static let rule = Rule(
        code: "MG0015", name: "too-many-warnings", severity: .warning,
        explanation: """
            Of one spec at most \(YAMLDocument.findingLimit) findings are shown, and errors before warnings. Where more \
            warnings are left out, one reason often stands behind many of them: fix the first ones, or waive their rule \
            for a group or a file, and run the command again.
            """,
        badExample: "", goodExample: "")

    static func finding(_ count: Int, from span: Span) -> Finding {
        Finding(
            rule, at: span, "\(count) more warnings, from here on, are not shown",
            help: "fix the ones before, or waive their rule with a reason, and run the command again")
    }
}
