// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Several stages can object to the same name. One rename fixes them all, so they become one diagnostic.
extension [Finding] {
    /// Joins the diagnostics about each name.
    ///
    /// What is an error hides what is odd about the same name, but for a better name that is known. What an output makes
    /// of two names is said where neither has to be another one anyway; where lint asks for another one, its advice goes
    /// with the error.
    ///
    /// - Parameter emitted: what the outputs find.
    package func joiningNameFaults(with emitted: [Finding] = []) -> [Finding] {
        let places = Set(filter { $0.rule.isAboutName && $0.rule.severity == .error }.map(\.span))
        guard !places.isEmpty || !emitted.isEmpty else { return self }
        var oddities: [Span: Finding] = [:]
        for finding in self where finding.isOddName {
            oddities[finding.span] = oddities[finding.span] ?? finding
        }
        var joined: [Finding] = []
        var reported: Set<Span> = places
        for finding in emitted {
            let names = [finding.span] + finding.related.map(\.span)
            guard finding.rule.isAboutName else {
                joined.append(finding)
                continue
            }
            guard !names.contains(where: places.contains) else { continue }
            if let oddity = names.compactMap({ reported.contains($0) ? nil : oddities[$0] }).first {
                reported.insert(oddity.span)
                joined.append(finding.joined(with: oddity, alternative: finding.help))
            } else {
                joined.append(finding)
            }
        }
        let rest = compactMap { finding -> Finding? in
            if finding.isOddName { return reported.contains(finding.span) ? nil : finding }
            guard finding.rule.isAboutName, let oddity = oddities[finding.span], !oddity.fixes.isEmpty else {
                return finding
            }
            return finding.joined(with: oddity)
        }
        return rest + joined
    }
}

extension Finding {
    fileprivate var isOddName: Bool { rule.isAboutName && rule.severity != .error }

    /// This one, with the advice of another about the same name. A waiver of the other doesn't help against an error.
    ///
    /// - Parameter alternative: What to do if the name can't change.
    fileprivate func joined(with oddity: Finding, alternative: String? = nil) -> Finding {
        let stay = alternative.map { "; if it has to stay, \($0), and waive the rest with a reason" } ?? ""
        return Finding(
            rule, at: oddity.span, message, underline: oddity.underline,
            notes: notes + ["\(oddity.message), see \(quoted: oddity.rule.name) (\(oddity.rule.code))"] + oddity.notes,
            help: oddity.remedy.map { $0 + stay } ?? help,
            related: oddity.span == span ? related : [.init("the other one is here", at: span)], fixes: oddity.fixes)
    }
}
