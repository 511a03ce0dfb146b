// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecModel

/// One rule's objection to a metric's name, and its better name.
struct NameFault {
    let message: String
    /// What to do if no better name is known; a phrase that `and` can join to another.
    let advice: String
    /// What has to change with the name.
    var besides: String?
    /// If it isn't the rule's own.
    var severity: Severity?
    var related: [Finding.Related] = []
    /// Nil where the rule knows no better name.
    let fix: ((inout BetterName) -> Void)?
}

/// What the rules on names ask of a product: looked up once, since there are many names.
struct NamedMetrics: Sendable {
    /// Those whose names can still be made better.
    let metrics: [Metric]
    /// The first with each unit.
    let firstByUnit: [Unit: Metric]
    let processes: Product.Processes?
    /// The most severe first.
    var namePolicies: [DemandedPolicy<NamePolicy>] { input.namePolicies }
    private let input: CheckInput

    init(_ input: CheckInput) {
        let product = input.product
        self.input = input
        metrics = input.namedMetrics
        processes = product.processes
        firstByUnit = Dictionary(
            metrics.compactMap { metric in metric.unit.map { ($0, metric) } }, uniquingKeysWith: { first, _ in first })
    }

    func name(of metric: Metric) -> Span { input.name(of: metric) }
}

/// A name that is being improved until no rule objects to it.
struct BetterName {
    var words: [String]
    var unit: Unit?

    /// Puts words at the end, before a counter's `total`.
    mutating func append(_ suffix: [String]) {
        var end = words.count - (words.last == "total" ? 1 : 0)
        // A hit rate from 0 to 1 is a hit ratio: the word is there, only another one.
        while suffix == ["ratio"], end > 1, Self.otherWordsForRatio.contains(words[end - 1]) {
            words.remove(at: end - 1)
            end -= 1
        }
        // `voltage_volt` says its unit in the singular.
        if end > 1, let last = suffix.last, words[end - 1] + "s" == last {
            words.remove(at: end - 1)
            end -= 1
        }
        words.insert(contentsOf: suffix, at: end)
    }

    // What one rule asks for may have been done by another, which took words away.

    mutating func removeTotal() { if words.last == "total" { words.removeLast() } }

    mutating func remove(prefix: [String]) {
        if words.count > prefix.count, words.starts(with: prefix) { words.removeFirst(prefix.count) }
    }

    static let otherWordsForRatio: Set<String> = [
        "rate", "percentage", "percent", "fraction", "share", "proportion", "quota", "portion", "ratios",
    ]

    /// Puts a unit in the place of the last of these words; whether one was there.
    mutating func replace(_ names: [String], with unit: Unit) -> Bool {
        guard let index = words.lastIndex(where: names.contains) else { return false }
        var suffix = unit.nameSuffix?.words ?? [unit.name]
        // So many a second, not a seconds.
        if index > 0, words[index - 1] == "per", let last = suffix.last, last.hasSuffix("s") {
            suffix[suffix.count - 1] = unit == .celsius || unit == .hertz ? last : String(last.dropLast())
        }
        words.remove(at: index)
        if !suffix.allSatisfy(words.contains) { words.insert(contentsOf: suffix, at: index) }
        // `hit_rate_percent` becomes `hit_ratio`.
        if suffix == ["ratio"], index > 1, index < words.count, words[index] == "ratio",
            Self.otherWordsForRatio.contains(words[index - 1])
        {
            words.remove(at: index - 1)
        }
        return true
    }
}

extension BetterName {
    /// `order_count` counts orders: the thing in the plural says as much. Whether a plural is known.
    mutating func replaceCountByPlural() -> Bool {
        guard words.last == "count" else { return true }
        guard let plural = Self.plural(ofCounted: words.dropLast()) else { return false }
        words.removeLast(2)
        words.append(plural)
        return true
    }

    /// `order_counter` counts orders too.
    mutating func countInPlural() {
        let end = words.count - (words.last == "total" ? 1 : 0)
        guard end > 0, let plural = Self.plural(ofCounted: words[..<end]) else { return }
        words[end - 1] = plural
    }

    /// The plural of the last of these words. In `bytes_read` that is not a thing that is counted.
    private static func plural(ofCounted words: ArraySlice<String>) -> String? {
        guard let last = words.last, !words.dropLast().contains(where: Plural.isPlural) else { return nil }
        return Plural.plural(of: last)
    }
}

extension SpecCheck {
    /// A rule on the names of metrics. One name gets one diagnostic, whatever the number of rules that it breaks, and one
    /// better name that breaks none.
    ///
    /// - Parameter others: what the rule finds in other names.
    static func naming(
        _ page: ExplainedRule, others: @escaping @Sendable (CheckInput) -> [Finding] = { _ in [] },
        _ fault: @escaping @Sendable (Metric, NamedMetrics) -> NameFault?
    ) -> SpecCheck {
        let page = page.aboutNames
        let rule = page.rule
        return SpecCheck(page, isAboutOneMetric: true, nameFault: fault) { input in
            let named = NamedMetrics(input)
            return named.metrics.compactMap { metric in
                fault(metric, named).map {
                    Finding(
                        $0.severity.map(rule.with) ?? rule, at: input.name(of: metric), $0.message, help: $0.advice,
                        related: $0.related)
                }
            } + others(input)
        }
    }

    /// Joins all diagnostics about the name of one metric.
    ///
    /// - Parameter findings: what no waiver hides. A rule that is waived has no say in what the better name is.
    static func joiningNameFaults(_ findings: [Finding], in input: CheckInput) -> [Finding] {
        let checks = all.filter { $0.nameFault != nil }
        let codes = Set(checks.map(\.rule.code))
        guard findings.contains(where: { codes.contains($0.rule.code) }) else { return findings }
        var search = BetterNameSearch(input, checks)
        let metrics = Dictionary(
            search.named.metrics.map { (input.name(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        let broken = Dictionary(grouping: findings.filter { codes.contains($0.rule.code) }, by: \.span)
        var joined: Set<Span> = []
        return findings.compactMap { finding in
            // Two that collide have one diagnostic, and renaming one fixes both.
            if finding.rule == openMetricsCollision.rule,
                ([finding.span] + finding.related.map(\.span)).contains(where: { broken[$0] != nil })
            {
                return nil
            }
            guard codes.contains(finding.rule.code), let metric = metrics[finding.span] else { return finding }
            guard joined.insert(finding.span).inserted else { return nil }
            return join(broken[finding.span] ?? [], of: metric, &search)
        }
    }

    private static func join(_ findings: [Finding], of metric: Metric, _ search: inout BetterNameSearch) -> Finding? {
        // The most severe has the word; of several the first.
        let findings = findings.mostSevereFirst(\.rule.severity)
        guard let first = findings.first else { return nil }
        let better = search.betterName(for: metric, breaking: Set(findings.map(\.rule.code)))
        var fixes: [Finding.Fix] = []
        let help: String
        if let name = better.name {
            let naming = name == metric.key ? [] : ["name it \(quoted: name)"]
            help = (naming + better.besides).joined(separator: " and ")
            // Never safe: the name is published.
            if better.besides.isEmpty {
                fixes = [
                    .init(
                        "name it \(quoted: name)", isSafe: false, edits: [.init(replacing: first.span, with: name)]
                    )
                ]
            }
        } else {
            help = better.advice.joined(separator: ", and ")
        }
        return Finding(
            first.rule, at: first.span, first.message,
            notes: findings.dropFirst().map { "\($0.message), see \(quoted: $0.rule.name) (\($0.rule.code))" },
            help: help, ifPublished: "waive \(findings.count == 1 ? "this" : "these rules") with a reason",
            related: findings.flatMap(\.related), fixes: fixes)
    }
}

extension BetterName {
    /// Whether it reads as a name, after words were taken out of it.
    fileprivate var isName: Bool {
        let particles: Set<String> = [
            "of", "for", "in", "by", "per", "to", "from", "with", "at", "on", "and", "or", "the",
        ]
        let rest = words.last == "total" ? words.dropLast() : words[...]
        guard let first = rest.first, let last = rest.last else { return false }
        return !particles.contains(first) && !particles.contains(last)
            && !zip(rest, rest.dropFirst()).contains { $0 == $1 }
    }
}

private struct BetterNameSearch {
    let named: NamedMetrics
    private let checks: [SpecCheck]
    /// Whose the names of families and series are, by the metric.
    private var owners: [String: Metric.ID] = [:]
    /// To which metric they have been offered: who follows both of two offers must not make a collision.
    private var offers: [String: Metric] = [:]

    init(_ input: CheckInput, _ checks: [SpecCheck]) {
        let product = input.product
        named = NamedMetrics(input)
        self.checks = checks
        for metric in product.metrics {
            for name in Self.names(of: metric) { owners[name] = metric.id }
        }
    }

    /// A name that breaks none of the rules, or what is to be done to find one.
    ///
    /// - Parameter codes: the rules that the name breaks and nobody waives.
    mutating func betterName(
        for metric: Metric, breaking codes: Set<String>
    ) -> (name: String?, besides: [String], advice: [String]) {
        // A rule that the metric breaks and nobody reports is waived.
        let asked = checks.filter { codes.contains($0.rule.code) || $0.nameFault?(metric, named) == nil }
        var better = BetterName(words: metric.nameWords, unit: metric.unit)
        var (besides, advice): ([String], [String]) = ([], [])
        var tried = metric
        // Another rule may object to the new name: after a few rounds all rules are satisfied.
        for _ in 0..<4 {
            let faults = asked.compactMap { $0.nameFault?(tried, named) }
            if faults.isEmpty {
                guard tried.hasLegalKey, better.isName else { return (nil, [], advice) }
                guard !isTaken(tried, besides: metric) else {
                    return (nil, [], ["choose another name, since \(quoted: tried.name) is another metric's"])
                }
                let names = Self.names(of: tried)
                if let other = names.compactMap({ offers[$0] }).first(where: { $0.name != metric.name }) {
                    return (
                        nil, [],
                        [
                            "choose another name, since \(quoted: tried.name) is what \(quoted: other.name) should be called"
                        ]
                    )
                }
                for name in names { offers[name] = metric }
                return (tried.key, besides, [])
            }
            for fault in faults {
                if !advice.contains(fault.advice) { advice.append(fault.advice) }
                guard let fix = fault.fix else { return (nil, [], advice) }
                fix(&better)
                if let more = fault.besides, !besides.contains(more) { besides.append(more) }
            }
            tried = metric.renamed(to: better.words.joined(separator: "_"), unit: better.unit)
        }
        return (nil, [], advice)
    }

    /// Whether another metric has this name, or series of this name.
    private func isTaken(_ metric: Metric, besides old: Metric) -> Bool {
        Self.names(of: metric).contains { owners[$0].map { $0 != old.id } ?? false }
    }

    private static func names(of metric: Metric) -> [String] {
        [metric.name] + metric.seriesNames
    }
}

extension Metric {
    fileprivate func renamed(to key: String, unit: Unit?) -> Metric {
        var metric = self
        metric.name = prefix + key
        metric.id.key = key
        metric.unit = unit
        return metric
    }
}
