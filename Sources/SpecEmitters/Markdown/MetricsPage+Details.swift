// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel
import SpecText

extension MetricsPage {
    /// What doesn't fit into a table: how to read a metric, what to do, the owner, the number of series.
    func details(of metrics: [Metric], in group: Group) -> String {
        var text = UTF8Text()
        for metric in metrics {
            let facts = facts(on: metric, in: group)
            guard !facts.isEmpty else { continue }
            if !text.isEmpty { text.append("\n\n") }
            text.append(reference(to: metric))
            for fact in facts {
                text.append("\n- ")
                text.append(fact)
            }
        }
        return String(text)
    }

    private func facts(on metric: Metric, in group: Group) -> [String] {
        let prose = metric.prose
        var facts: [String] = []
        if let reading = prose.reading { facts.append(words("How to read it: {1}", MarkdownText.prose(reading))) }
        if prose.nextSteps.count == 1 {
            facts.append(words("Next step: {1}", MarkdownText.prose(prose.nextSteps[0])))
        } else if !prose.nextSteps.isEmpty {
            let steps = prose.nextSteps.enumerated().map { "  \($0 + 1). \(MarkdownText.prose($1))" }
            facts.append(words("Next steps:") + "\n" + steps.joined(separator: "\n"))
        }
        switch metric.value {
        case .callback: facts.append(words("Read when it is scraped"))
        case .absolute: facts.append(words("Counted by something else"))
        case .integer, .float, nil: break
        }
        if !metric.quantiles.isEmpty {
            let quantiles = metric.quantiles.map { BoundText.text(of: $0) }
            facts.append(words("Quantiles, in the label `quantile`: {1}", quantiles.joined(separator: words.comma)))
        }
        if metric.isMonotonic { facts.append(words("Never falls while a process runs")) }
        if let initial = metric.initial { facts.append(words("{1} from the start", BoundText.text(of: initial))) }
        if let name = metric.registeredName { facts.append(words("Registered as {1}", MarkdownText.code(name))) }
        if !metric.aliases.isEmpty {
            let names = metric.aliases.map { MarkdownText.code($0) }
            facts.append(words("Also seen as {1}", names.joined(separator: words.comma)))
        }
        facts += (formerNames[metric.id] ?? []).map { words(onFormer: $0) }.filter { !$0.isEmpty }
        if let since = prose.since { facts.append(words("Since {1}", "\(since)")) }
        for change in metric.changes {
            facts.append(words("Changed in {1}: {2}", "\(change.release)", words.words(on: change)))
        }
        if let owner = prose.owner ?? group.owner { facts.append(words("Owner: {1}", MarkdownText.prose(owner))) }
        // One series is the normal case, and labels without a limit are described at the labels.
        let budget = SeriesBudget(metric)
        let isLimited = metric.seriesLimit != nil || !metric.closedLabels.isEmpty || !metric.openLabels.isEmpty
        if isLimited, let count = budget.count, count < .max {
            let allowed = metric.seriesLimit.map { words(", {1} allowed", "\($0)") } ?? ""
            facts.append(
                words("At most {1} series for each instance: {2}", "\(count)", multiplication(budget)) + allowed)
        }
        return facts
    }

    /// The factors of the number of series, in the page's language.
    private func multiplication(_ budget: SeriesBudget) -> String {
        if budget.factors.isEmpty { return "1 (\(words("no labels")))" }
        var text = UTF8Text()
        text.append(budget.factors, separator: " × ") { text, factor in
            let subject = factor.subject
            text.append(factor.count.map(String.init) ?? words("any number"))
            text.append(" (")
            text.append(words(subject))
            text.append(")")
        }
        return String(text)
    }

    private func words(_ subject: SeriesBudget.Subject) -> String {
        switch subject {
        case .label(let name): "`\(name)`"
        case .removed: words("removed")
        case .summary: words("`_count` and `_sum`")
        case .quantiles(let count): words("{1} quantiles, `_count` and `_sum`", "\(count)")
        case .states: words("states")
        case .buckets(let bounds): words("buckets, `+Inf`, `_sum` and `_count` of {1} bounds", "\(bounds)")
        case .undecidedBuckets: words("buckets that only a parameter decides")
        }
    }
}
