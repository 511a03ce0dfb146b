// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecHistory

/// The kinds of changes between two releases, as rules that a spec can accept by name.
package enum ChangeRules {
    /// By code. The position of a kind is a part of its code.
    package static let all: [ExplainedRule] = ChangeType.Kind.allCases.enumerated().map { index, kind in
        let number = "\(index + 1)"
        return ExplainedRule(
            Rule(
                code: "MG53" + String(repeating: "0", count: 2 - number.count) + number, name: kind.ruleName,
                severity: .warning),
            explanation: explanation(of: kind), badExample: "", goodExample: "")
    }

    package static func rule(of kind: ChangeType.Kind) -> Rule? { byKind[kind]?.rule }

    private static let byKind = Dictionary(uniqueKeysWithValues: zip(ChangeType.Kind.allCases, all))

    private static func explanation(of kind: ChangeType.Kind) -> String {
        let rows = ChangeType.all.filter { $0.kind == kind }.map { type in
            let verdicts = Reader.allCases.map { "\($0.rawValue): \(type.verdicts[$0].rawValue)" }.joined(
                separator: ", ")
            return (type.situation.map { "If \($0): " } ?? "") + "\(type.reason) Verdict for \(verdicts)."
        }
        return
            (rows + [
                """
                `metricsgen diff` reports it. To accept the change, write \
                `lifecycle: {allow: [{rule: \(kind.ruleName), metric: …, reason: …}]}` in the new spec; for a parameter, its name is \
                the metric.
                """
            ]).joined(separator: "\n")
    }
}
