// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

package enum Severity: String, Sendable, Comparable, CaseIterable {
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

/// What one kind of finding is: its names, and how serious it is.
///
/// Each rule is declared once, in the file that finds it. The first digit of its code is its stage: 0 YAML, 1 the
/// language, 2 lint, 3 the outputs, 4 queries, 5 lifecycle.
package struct Rule: Sendable, Hashable {
    /// `MG` and four digits: what machines and searches use.
    package let code: String
    /// Kebab-case, the pattern that it finds: "allow NAME" reads as a sentence. People use it.
    package let name: String
    package let severity: Severity
    /// Whether it objects to a name of the spec, and another name fixes it. Other diagnostics about that name are
    /// then joined with it.
    package let isAboutName: Bool

    package init(code: String, name: String, severity: Severity = .error, isAboutName: Bool = false) {
        self.code = code
        self.name = name
        self.severity = severity
        self.isAboutName = isAboutName
    }

    /// The same rule as one about names.
    package var aboutNames: Rule { Rule(code: code, name: name, severity: severity, isAboutName: true) }

    /// The same rule, whose finding is as serious as its author decided.
    package func with(_ severity: Severity) -> Rule {
        Rule(code: code, name: name, severity: severity, isAboutName: isAboutName)
    }

    /// Whether it is about what a spec means, and not about its language: such a finding hides nothing of the spec.
    package var isAboutModel: Bool { code.hasPrefix("MG2") }

    package static func == (left: Rule, right: Rule) -> Bool { left.code == right.code }
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
