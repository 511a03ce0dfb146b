package enum Severity: String, Sendable, Comparable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// What one kind of finding is: its names, how grave it is, and the page that `metricsgen explain` prints.
///
/// Each rule is declared once, in the file that finds it. The first digit of its code is its stage: 0 YAML, 1 the
/// language, 2 lint, 3 what comes out, 4 queries, 5 lifecycle.
package struct Rule: Sendable, Hashable {
    /// `MG` and four digits: what machines and searches use.
    package let code: String
    /// Kebab-case, the pattern that it finds: "allow NAME" reads as a sentence. People use it.
    package let name: String
    package let severity: Severity
    /// Whether it objects to a name of the spec, and another name fixes it. Other diagnostics about that name are
    /// then joined with it.
    package private(set) var isAboutName: Bool
    /// What is wrong with the pattern, why that matters and what to do: whole sentences, Markdown.
    package let explanation: String
    /// The smallest spec that raises this rule, and nothing else. A test compiles it.
    package let badExample: String
    /// The same spec after the fix. A test compiles it without a diagnostic.
    package let goodExample: String

    package init(
        code: String, name: String, severity: Severity = .error, isAboutName: Bool = false, explanation: String,
        badExample: String, goodExample: String
    ) {
        self.code = code
        self.name = name
        self.severity = severity
        self.isAboutName = isAboutName
        self.explanation = explanation
        self.badExample = badExample
        self.goodExample = goodExample
    }

    /// The same rule as one about names.
    package var aboutNames: Rule {
        var rule = self
        rule.isAboutName = true
        return rule
    }

    package static func == (left: Rule, right: Rule) -> Bool { left.code == right.code }
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
