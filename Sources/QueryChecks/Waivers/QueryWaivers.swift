// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecDiagnostics
import SpecModel

/// The waivers of files with queries: comments in a file, and those of the file's entries in specs.
package struct QueryWaivers: Sendable {
    private var applied = AppliedWaivers(waivable: Self.waivable)
    private var waivers: [(waiver: Waiver, line: MinorVersion?)] = []

    package init() {}

    /// - Parameter line: the release line that queries are judged for; nil if nobody says.
    /// - Returns: the number by which `hiding` knows it.
    package mutating func add(_ waiver: Waiver, at line: MinorVersion?) -> Int {
        waivers.append((waiver, line))
        return applied.add(
            waiver, meant: UnknownQueryWaiver.meant(waiver),
            isOver: waiver.until.flatMap { MinorVersion($0.value) }?.isReached(at: line) == true)
    }

    /// The findings that none of these waivers hides. One that has expired hides nothing, and knows what it would hide.
    ///
    /// - Parameter numbers: what `add` returned.
    package mutating func hiding(_ findings: [Finding], by numbers: [Int]) -> [Finding] {
        applied.hiding(findings, by: numbers)
    }

    /// What is wrong with the waivers themselves, after all findings have been looked at.
    package var findings: [Finding] {
        waivers.indices.flatMap { index -> [Finding] in
            let (waiver, line) = waivers[index]
            guard let rule = Self.waivable.first(where: { $0.name == waiver.rule.value }) else {
                return [UnknownQueryWaiver.finding(waiver)]
            }
            let hidden = applied.hidden[index]
            if hidden.isEmpty { return [UnusedQueryWaiver.finding(waiver, of: rule)] }
            var findings: [Finding] = []
            if waiver.reason.isEmpty { findings.append(IncompleteQueryWaiver.finding(withoutReason: waiver)) }
            guard let until = waiver.until else { return findings }
            guard MinorVersion(until.value) != nil else {
                return findings + [IncompleteQueryWaiver.finding(until: until)]
            }
            if let line, applied.isOver(index) {
                findings.append(ExpiredQueryWaiver.finding(at: until, line: line, hidden: hidden))
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
