// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecExplanations
import SpecLanguage
import SpecOutput
import SpecQueries

/// Every rule of every stage, and the page that explains one.
package enum RulePage {
    /// In the order of their codes.
    package static let rules: [ExplainedRule] =
        (SpecLanguage.rules + SpecCheck.rules + ReleaseRules.all + Emitter.swiftRules + Emitter.allRules
        + OutputRules.all + QueryCheck.rules + SpecQueries.rules)
        .sorted { $0.code < $1.code }

    package enum Answer {
        case page(String)
        case unknown(suggestion: String?)
    }

    package static var list: String {
        let width = rules.map(\.name.count).max() ?? 0
        return rules.map { rule in
            "\(rule.code)  \(rule.name)\(String(repeating: " ", count: width - rule.name.count))  \(rule.severity.rawValue)\n"
        }.joined()
    }

    /// By code or by name, whatever the case of the letters.
    package static func find(_ text: String) -> Answer {
        let wanted = text.lowercased()
        guard let rule = rules.first(where: { $0.code.lowercased() == wanted || $0.name == wanted }) else {
            if let name = FormerRuleName.present(wanted) { return .unknown(suggestion: name) }
            // A misspelled code is equally similar to a dozen others.
            let isCode = wanted.hasPrefix("mg") && wanted.dropFirst(2).contains(where: \.isNumber)
            return .unknown(
                suggestion: Suggestion.nearestByWords(to: text, among: isCode ? rules.map(\.code) : rules.map(\.name)))
        }
        return .page(page(of: rule))
    }

    private static func page(of rule: ExplainedRule) -> String {
        var page =
            "\(rule.name) [\(rule.code)], \(rule.severity == .error ? "an error" : "a \(rule.severity.rawValue)")\n\n"
        page += wrapped(rule.explanation) + "\n"
        if !rule.badExample.isEmpty { page += "\nRaises it:\n\n" + indented(rule.badExample) }
        if !rule.goodExample.isEmpty { page += "\nFixed:\n\n" + indented(rule.goodExample) }
        return page
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }

    private static func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
            var lines: [String] = [""]
            for word in paragraph.split(separator: " ") {
                if let last = lines.last, !last.isEmpty, last.count + 1 + word.count > 80 { lines.append("") }
                lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
