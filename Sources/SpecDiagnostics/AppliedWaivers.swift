// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Waivers, and the findings that each of them hides.
package struct AppliedWaivers: Sendable {
    private let waivable: Set<Rule>
    private var waivers: [(waiver: Waiver, meant: String?, isOver: Bool)] = []
    /// By the numbers of the waivers: of one that is over, what it would hide.
    package private(set) var hidden: [[Finding]] = []

    /// - Parameter waivable: the rules whose findings can be hidden.
    package init(waivable: some Sequence<Rule>) { self.waivable = Set(waivable) }

    /// - Parameters:
    ///   - meant: the name of the rule that it means. A misspelled waiver is reported, and not also what it was meant to hide.
    ///   - isOver: whether it has expired and hides nothing any more.
    /// - Returns: the number by which `hiding` knows it.
    package mutating func add(_ waiver: Waiver, meant: String?, isOver: Bool) -> Int {
        waivers.append((waiver, meant, isOver))
        hidden.append([])
        return waivers.count - 1
    }

    /// Whether a waiver has expired, by its number.
    package func isOver(_ number: Int) -> Bool { waivers[number].isOver }

    /// The findings that none of these waivers hides. The best of those that fit counts as used; of those for a whole file
    /// all do, since several specs can list the file.
    ///
    /// - Parameter numbers: what `add` returned.
    package mutating func hiding(_ findings: [Finding], by numbers: some Sequence<Int>) -> [Finding] {
        let numbers = Dictionary(grouping: numbers) { waivers[$0].meant }
        guard !numbers.isEmpty else { return findings }
        return findings.filter { finding in
            let fitting = (numbers[finding.rule.name] ?? []).filter { number in
                waivers[number].waiver.scope?.contains(finding.span) ?? true
            }
            let active = fitting.filter { !waivers[$0].isOver }
            guard let best = (active.isEmpty ? fitting : active).max(by: isWorse), waivable.contains(finding.rule)
            else { return true }
            for number in waivers[best].waiver.scope == nil ? fitting : [best] { hidden[number].append(finding) }
            return active.isEmpty
        }
    }

    /// One that names its rule goes before one that most likely means it, and the innermost before the others: it was
    /// written for this place.
    private func isWorse(_ one: Int, _ other: Int) -> Bool {
        func isNamed(_ number: Int) -> Bool {
            !waivers[number].waiver.isFaulty && waivers[number].waiver.rule.value == waivers[number].meant
        }
        guard isNamed(one) == isNamed(other) else { return isNamed(other) }
        guard let first = waivers[one].waiver.scope else { return waivers[other].waiver.scope != nil }
        guard let second = waivers[other].waiver.scope else { return false }
        return (first.start, second.end) < (second.start, first.end)
    }
}

extension Span {
    /// Whether another place begins in this one.
    package func contains(_ other: Span) -> Bool {
        source == other.source && start <= other.start && other.start < end
    }
}
