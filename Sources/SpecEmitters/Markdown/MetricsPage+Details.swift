import SpecModel

extension MetricsPage {
    /// What a table has no room for: how to read a metric, what to do, whom to ask, how many series it can have.
    func details(of metrics: [Metric], in group: Group) -> String {
        metrics.compactMap { metric in
            let facts = facts(on: metric, in: group)
            guard !facts.isEmpty else { return nil }
            return ([reference(to: metric.name)] + facts.map { "- \($0)" }).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func facts(on metric: Metric, in group: Group) -> [String] {
        let prose = metric.prose
        var facts: [String] = []
        if let reading = prose.reading { facts.append("How to read it: \(MarkdownText.prose(reading))") }
        if prose.nextSteps.count == 1 {
            facts.append("Next step: \(MarkdownText.prose(prose.nextSteps[0]))")
        } else if !prose.nextSteps.isEmpty {
            let steps = prose.nextSteps.enumerated().map { "  \($0 + 1). \(MarkdownText.prose($1))" }
            facts.append("Next steps:\n" + steps.joined(separator: "\n"))
        }
        if let since = prose.since { facts.append("Since \(since.value)") }
        if let owner = prose.owner ?? group.owner { facts.append("Owner: \(MarkdownText.prose(owner))") }
        // One series is what one expects, and what has no limit is said where its labels are.
        let budget = SeriesBudget(metric)
        let isLimited = metric.seriesLimit != nil || !metric.closedLabels.isEmpty || !metric.openLabels.isEmpty
        if isLimited, let count = budget.count {
            let allowed = metric.seriesLimit.map { ", \($0.value) allowed" } ?? ""
            facts.append("At most \(count) series for each instance: \(budget.multiplication)\(allowed)")
        }
        return facts
    }
}
