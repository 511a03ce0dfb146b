// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import ReferenceFiles
import SpecDiagnostics

/// A waiver of findings in files with queries: a comment in a file, or a part of the file's entry in the spec.
package struct QueryWaiver: Sendable {
    /// The rule, by its name.
    package let rule: Spanned<String>
    /// The release line, as it is written; nil if the waiver has no end.
    package let until: Spanned<String>?
    package let reason: String
    /// The waiver itself.
    package let span: Span
    /// The part of a file that it applies to; nil for all of each file.
    package let scope: Span?

    package init(
        rule: Spanned<String>, until: Spanned<String>?, reason: String, span: Span, scope: Span? = nil
    ) {
        self.rule = rule
        self.until = until
        self.reason = reason
        self.span = span
        self.scope = scope
    }

    init(_ comment: ReferenceWaiver) {
        self.init(
            rule: comment.rule, until: comment.until, reason: comment.reason, span: comment.span, scope: comment.scope)
    }

    fileprivate func covers(_ finding: Finding) -> Bool {
        guard let scope else { return true }
        return scope.source == finding.span.source && scope.start <= finding.span.start
            && finding.span.start < max(scope.end, scope.start)
    }
}

/// Waivers, and the findings that each of them has hidden.
package struct QueryWaivers: Sendable {
    private var waivers: [(waiver: QueryWaiver, line: MinorVersion?)] = []
    private var hidden: [[Finding]] = []

    package init() {}

    /// - Parameter line: the release line that queries are judged for; nil if nobody says.
    /// - Returns: the number by which `hiding` knows it.
    package mutating func add(_ waiver: QueryWaiver, at line: MinorVersion?) -> Int {
        waivers.append((waiver, line))
        hidden.append([])
        return waivers.count - 1
    }

    /// The findings that none of these waivers hides. The innermost of those that fit counts as used; of
    /// those for a whole file all do, since several specs can list the file. One that has expired hides nothing, and knows
    /// what it would hide.
    ///
    /// - Parameter numbers: what `add` returned.
    package mutating func hiding(_ findings: [Finding], by numbers: [Int]) -> [Finding] {
        guard !numbers.isEmpty else { return findings }
        return findings.filter { finding in
            let fitting = numbers.filter { number in
                let waiver = waivers[number].waiver
                return UnknownQueryWaiver.meant(waiver) == finding.rule.name && waiver.covers(finding)
            }
            let active = fitting.filter { !hasExpired($0) }
            let inner = (active.isEmpty ? fitting : active).max { one, other in
                guard let first = waivers[one].waiver.scope else { return true }
                guard let second = waivers[other].waiver.scope else { return false }
                return (first.start, second.end) < (second.start, first.end)
            }
            guard let inner, QueryWaivers.waivable.contains(finding.rule) else { return true }
            for number in waivers[inner].waiver.scope == nil ? fitting : [inner] { hidden[number].append(finding) }
            return active.isEmpty
        }
    }

    private func hasExpired(_ number: Int) -> Bool {
        let (waiver, line) = waivers[number]
        guard let line, let end = waiver.until.flatMap({ MinorVersion($0.value) }) else { return false }
        return end <= line
    }

    /// What is wrong with the waivers themselves, after all findings have been looked at.
    package var findings: [Finding] {
        waivers.indices.flatMap { index -> [Finding] in
            let (waiver, line) = waivers[index]
            guard let rule = Self.waivable.first(where: { $0.name == waiver.rule.value }) else {
                return [UnknownQueryWaiver.finding(waiver)]
            }
            if hidden[index].isEmpty { return [UnusedQueryWaiver.finding(waiver, of: rule)] }
            var findings: [Finding] = []
            if waiver.reason.isEmpty { findings.append(IncompleteQueryWaiver.finding(withoutReason: waiver)) }
            guard let until = waiver.until else { return findings }
            guard MinorVersion(until.value) != nil else {
                return findings + [IncompleteQueryWaiver.finding(until: until)]
            }
            if let line, hasExpired(index) {
                findings.append(ExpiredQueryWaiver.finding(at: until, line: line, hidden: hidden[index]))
            }
            return findings
        }
    }

    /// All rules on queries but those about waivers.
    static let waivable: [Rule] = QueryCheck.rules.map(\.rule).filter { rule in !rules.contains { $0.rule == rule } }

    /// The rules about waivers, which are not checks of their own.
    static let rules: [ExplainedRule] = [
        UnusedQueryWaiver.explained, ExpiredQueryWaiver.explained, UnknownQueryWaiver.explained,
        IncompleteQueryWaiver.explained,
    ]
}
