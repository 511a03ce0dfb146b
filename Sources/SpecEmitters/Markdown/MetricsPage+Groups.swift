import MetricsVocabulary
import SpecModel
import SpecOutput

extension MetricsPage {
    /// A table a group, and below it what the labels that are special to it mean.
    var groupSections: [String] {
        product.groups.compactMap { group in
            let metrics = listed(in: group)
            guard !metrics.isEmpty else { return nil }
            let title = "## \(MarkdownText.anchor(PageAnchor.group(group.key.value)))\(MarkdownText.prose(group.title))"
            return [
                title, group.help.map(MarkdownText.paragraph) ?? "", table(of: metrics), labelNotes(on: metrics),
                details(of: metrics, in: group),
            ]
            .filter { !$0.isEmpty }
            .joined(separator: "\n\n")
        }
    }

    private func table(of metrics: [Metric]) -> String {
        let hasBuckets = metrics.contains { $0.kind == .histogram }
        var table = MarkdownTable(
            columns: (["Metric", "Type", "Unit", "Labels"] + (hasBuckets ? ["Buckets"] : []) + ["Help"]).map {
                words($0)
            })
        for metric in metrics {
            table.addRow(
                [
                    nameCell(of: metric), typeCell(of: metric), metric.unit.map { words($0.rawValue) } ?? "",
                    labelsCell(of: metric),
                ]
                    + (hasBuckets ? [bucketsCell(of: metric)] : []) + [MarkdownText.prose(metric.help.value)])
        }
        return table.text
    }

    private func nameCell(of metric: Metric) -> String {
        MarkdownText.anchor(PageAnchor.metric(metric.key.value)) + MarkdownText.code(metric.name)
            + stability(of: metric) + mark(on: metric)
            + condition(of: metric)
    }

    private func stability(of metric: Metric) -> String {
        metric.prose.stability.map { "<br>" + words($0.rawValue) } ?? ""
    }

    private func condition(of metric: Metric) -> String {
        guard !metric.conditions.isEmpty else { return "" }
        let parameters = metric.conditions.map { condition in
            MarkdownText.link(MarkdownText.code(condition.value), to: PageAnchor.parameter(condition.value))
        }
        return "<br>" + words("only with {1}", parameters.joined(separator: words(" and ")))
    }

    /// A served metric with nothing planned needs no word.
    private func mark(on metric: Metric) -> String {
        guard case .deprecated(let notice) = metric.lifecycle else { return "" }
        let state = state(of: metric)
        let link = MarkdownText.link("**\(words(state.rawValue))**", to: PageAnchor.deprecated)
        switch state {
        case .active, .removed: return ""
        case .deprecated: return "<br>" + words("{1} since {2}", link, "\(notice.deprecation.since)")
        case .hidden: return "<br>" + words("{1} since {2}", link, "\(notice.hiddenFrom)")
        }
    }

    private func typeCell(of metric: Metric) -> String {
        let whole = metric.value == .integer ? "<br>" + words("whole numbers") : ""
        let keyword = metric.kind.rawValue + whole
        switch metric.shape {
        case .counter, .histogram, .summary, .info, .stateset: return keyword
        case .gauge(let mode): return "\(keyword) (\(MarkdownText.code(mode.rawValue)))"
        }
    }

    private func labelsCell(of metric: Metric) -> String {
        let states =
            metric.states.isEmpty ? [] : ["\(MarkdownText.code(metric.stateLabel)) (\(list(of: metric.states)))"]
        let labels = (metric.labels + metric.fields).map { label in
            let name = MarkdownText.link(
                MarkdownText.code(label.name.value), to: PageAnchor.label(label.name.value))
            guard case .closed(let values) = label.values else { return name }
            return "\(name) (\(list(of: values)))"
        }
        return (labels + states).joined(separator: ", ")
    }

    /// A value as a reader sees it, the empty one too.
    func code(of value: Label.Value) -> String {
        value.text.value.isEmpty ? words("(empty)") : MarkdownText.code(value.text.value)
    }

    private func list(of values: [Label.Value]) -> String {
        values.map { code(of: $0) }.joined(separator: ", ")
    }

    private func bucketsCell(of metric: Metric) -> String {
        switch metric.shape {
        case .counter, .gauge, .summary, .info, .stateset: ""
        case .histogram(let buckets):
            BoundsInWords.markdown(of: buckets.bounds, words)
                + (buckets.isOverridable ? "<br>" + words("unless started with others") : "")
        }
    }

    /// Labels that are bound for the life of the instance are on nearly every metric and mean the same everywhere: the
    /// labels' own table says it once.
    private func labelNotes(on metrics: [Metric]) -> String {
        let names = metrics.flatMap { $0.closedLabels + $0.openLabels + $0.fields }.map(\.name.value).eachOnce()
        let labels = names.compactMap { name in product.labels.first { $0.name.value == name } }
        let notes = labels.flatMap { label -> [String] in
            let line = "- \(MarkdownText.code(label.name.value))\(words.colon)\(MarkdownText.prose(label.help))"
            guard case .closed(let values) = label.values else { return [line] }
            return [line] + helps(of: values)
        }
        let states = metrics.flatMap { metric -> [String] in
            let helps = helps(of: metric.states)
            if helps.isEmpty { return [] }
            return ["- \(MarkdownText.code(metric.stateLabel))\(words.colon)\(words("the state"))"] + helps
        }
        return (notes + states).joined(separator: "\n")
    }

    private func helps(of values: [Label.Value]) -> [String] {
        values.compactMap { value in
            value.help.map { "  - \(code(of: value))\(words.colon)\(MarkdownText.prose($0))" }
        }
    }
}
