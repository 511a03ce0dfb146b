// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecText

/// The panel of a metric: its kind and unit decide the panel kind, the queries and the descriptions.
///
/// Every query finds series on a server that serves the metric. Values of several servers are added only if the sum
/// is meaningful; the multiprocess mode is about the processes of one server and doesn't tell that.
struct MetricPanel {
    let metric: Metric
    let query: MetricQuery
    let unit: GrafanaUnit
    let title: String

    /// What identifies its panels.
    let subject: String

    /// - Parameters:
    ///   - isFirst: whether it is the first metric of its name that has panels.
    ///   - formerNames: those that are published too.
    init(_ metric: Metric, isFirst: Bool = true, formerNames: [String] = []) {
        self.metric = metric
        subject = isFirst ? metric.name : "\(metric.name) of \(metric.id.group)"
        query = MetricQuery(metric, formerNames: formerNames)
        unit = GrafanaUnit(of: metric).showing(metric.panel.unit)
        title = PanelTitle.title(of: metric, unit.meaning)
    }

    /// In the row of its group.
    var panel: DashboardPanel { panel(.metric) }

    func panel(_ role: PanelIdentity.Role) -> DashboardPanel {
        let content = choice.content()
        return DashboardPanel(
            identity: PanelIdentity(subject: subject, role: role), title: title,
            description: description(reading: content.reading), visualization: content.visualization,
            queries: content.queries)
    }

    /// What is drawn, and a sentence or two on how to read it (Markdown).
    struct Content {
        let visualization: Visualization
        let queries: [PanelQuery]
        let reading: UTF8Text
    }

    /// The labels that distinguish the lines of the panel: those whose values the spec lists, otherwise the server. A
    /// label that can have any value could draw any number of lines.
    var grouping: [String] {
        if let grouping = metric.panel.grouping { return grouping.map(TargetLabels.scraped) }
        if metric.panel.aggregation == .separate { return tableLabels }
        let closed = metric.closedLabels.map { TargetLabels.scraped($0.name) }
        return closed.isEmpty ? ["instance"] : closed
    }

    var legend: String { legend(of: grouping) }

    func legend(of labels: [String], behind name: String? = nil) -> String {
        ([name].compactMap { $0 } + labels.map { "{{\($0)}}" }).joined(separator: " ")
    }

    /// The labels that the spec names to distinguish the lines.
    var writtenGrouping: [String] { (metric.panel.grouping ?? []).map(TargetLabels.scraped) }

    /// `a` or `a and b`, as Markdown.
    var groupingInWords: UTF8Text {
        var words = UTF8Text()
        words.append(grouping, separator: " and ") { $0.append(code: $1) }
        return words
    }

    // MARK: Words

    func description(reading: UTF8Text) -> UTF8Text {
        var description = UTF8Text()
        func add(_ paragraph: UTF8Text) {
            guard !paragraph.isEmpty else { return }
            if !description.isEmpty { description.append("\n\n") }
            description.append(paragraph)
        }
        add("\(MarkdownText.prose(metric.help, dollar: .entity))")
        add(reading)
        if let condition = metric.condition {
            let place = condition.requiredFlags == nil ? "where" : "that were started with"
            add("Only on servers \(place) \(ConditionText.words(condition)).")
        }
        if let reading = metric.prose.reading { add("\(MarkdownText.prose(reading, dollar: .entity))") }
        if !metric.prose.nextSteps.isEmpty {
            let steps = metric.prose.nextSteps.map { "- \(MarkdownText.prose($0, dollar: .entity))" }
            add("Next steps:\n\n\(steps.joined(separator: "\n"))")
        }
        if case .deprecated(let notice) = metric.lifecycle { add("\(words(on: notice))") }
        var name: UTF8Text = "Metric: "
        name.append(code: metric.name)
        add(name)
        return description
    }

    private func words(on notice: DeprecationNotice) -> String {
        let names = notice.replacements.map { replacement in
            MarkdownText.code(replacement.name) + (replacement.isExternal ? " (published elsewhere)" : "")
        }
        return [
            "Deprecated since \(notice.deprecation.since), \(notice.datesInWords).",
            MarkdownText.prose(notice.reason, dollar: .entity),
            names.isEmpty ? "Nothing replaces it." : "Use \(names.joined(separator: ", ")).",
        ].joined(separator: " ")
    }
}
