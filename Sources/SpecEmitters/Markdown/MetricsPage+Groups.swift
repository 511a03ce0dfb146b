// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

extension MetricsPage {
    /// A table, and below it the meaning of the labels that are special to the group; empty if it has no metrics to
    /// show.
    func section(on group: Group) -> String {
        let metrics = listed(in: group)
        guard !metrics.isEmpty else { return "" }
        let title = "## \(MarkdownText.anchor(PageAnchor.group(group.key)))\(MarkdownText.prose(group.title))"
        return [
            title, group.help.map(MarkdownText.paragraph) ?? "", table(of: metrics), labelNotes(on: metrics),
            details(of: metrics, in: group),
        ]
        .filter { !$0.isEmpty }
        .joined(separator: "\n\n")
    }

    private func table(of metrics: [Metric]) -> String {
        let hasBuckets = metrics.contains { $0.buckets != nil || $0.native != nil }
        var table = MarkdownTable(
            columns: (["Metric", "Type", "Unit", "Labels"] + (hasBuckets ? ["Buckets"] : []) + ["Help"]).map {
                words($0)
            })
        for metric in metrics {
            table.beginRow()
            table.addCell { appendName(of: metric, to: &$0) }
            table.addCell { $0.append(typeCell(of: metric)) }
            table.addCell { if let unit = metric.unit { $0.append(words(unit.name)) } }
            table.addCell { appendLabels(of: metric, to: &$0) }
            if hasBuckets { table.addCell { $0.append(bucketsCell(of: metric)) } }
            table.addCell { $0.append(prose: metric.help) }
            table.endRow()
        }
        return table.text
    }

    private func appendName(of metric: Metric, to cell: inout UTF8Text) {
        cell.append(anchor: anchor(of: metric))
        cell.append(code: metric.name)
        cell.append(stability(of: metric))
        cell.append(mark(on: metric))
        cell.append(condition(of: metric))
    }

    private func stability(of metric: Metric) -> String {
        metric.prose.stability.map { "<br>" + words($0.rawValue) } ?? ""
    }

    private func condition(of metric: Metric) -> String {
        guard let condition = metric.condition else { return "" }
        let text = ConditionText.linked(condition, words)
        // Chinese says of a parameter that it is true.
        return "<br>" + words(condition.requiredFlags == nil ? "only if {1}" : "only with {1}", text)
    }

    /// A served metric without a planned change needs no mark.
    private func mark(on metric: Metric) -> String {
        guard case .deprecated(let notice) = metric.lifecycle else { return "" }
        let state = state(of: metric)
        let link = MarkdownText.link("**\(words(state.rawValue))**", to: PageAnchor.deprecated)
        switch state {
        case .active, .removed: return ""
        case .deprecated: return "<br>" + words("{1} since {2}", link, "\(notice.deprecation.since)")
        case .hidden:
            return "<br>" + words("{1} since {2}", link, (notice.hiddenFrom ?? notice.deprecation.since).description)
        }
    }

    private func typeCell(of metric: Metric) -> String {
        let whole = metric.value == .integer ? "<br>" + words("whole numbers") : ""
        let keyword = metric.kind.rawValue + whole
        return keyword + (metric.mode.map { " (\(MarkdownText.code($0.rawValue)))" } ?? "")
    }

    private func appendLabels(of metric: Metric, to cell: inout UTF8Text) {
        var isFirst = true
        for label in metric.labelsAndFields where !product.isCommon(label) {
            if !isFirst { cell.append(", ") }
            isFirst = false
            cell.append(linkOnCode: label.name, to: anchor(of: label, in: metric))
            if case .closed(let values) = label.values { append(listOf: values, to: &cell) }
        }
        if let parameter = metric.fieldsParameter {
            if !isFirst { cell.append(", ") }
            isFirst = false
            let link = MarkdownText.link(MarkdownText.code(parameter), to: PageAnchor.parameter(parameter))
            cell.append(words("those of {1}", link))
        }
        guard !metric.states.isEmpty else { return }
        if !isFirst { cell.append(", ") }
        cell.append(code: metric.stateLabel)
        append(listOf: metric.states, to: &cell)
    }

    /// A value as a reader sees it, including the empty one.
    func code(of value: Label.Value) -> String {
        value.text.isEmpty ? words("(empty)") : MarkdownText.code(value.text)
    }

    private func append(listOf values: [Label.Value], to cell: inout UTF8Text) {
        cell.append(" (")
        cell.append(values, separator: ", ") { cell, value in
            if value.text.isEmpty { cell.append(words("(empty)")) } else { cell.append(code: value.text) }
        }
        cell.append(")")
    }

    private func bucketsCell(of metric: Metric) -> String {
        let native = metric.native.map {
            words("native, each bound at most {1} times the one before", BoundText.text(of: $0.growth))
        }
        guard let buckets = metric.buckets else { return native ?? "" }
        let known = buckets.name.flatMap { bucketsInWords[$0] }
        return (known ?? BoundsDescription.markdown(of: buckets.bounds, words))
            + (buckets.isOverridable ? "<br>" + words("unless started with others") : "")
            + (native.map { "<br>" + $0 } ?? "")
    }

    /// Labels that are bound for the life of the instance are on nearly every metric and mean the same everywhere:
    /// only the table of labels describes them.
    private func labelNotes(on metrics: [Metric]) -> String {
        var seen: Set<String> = []
        var labels: [(label: Label, owner: Metric?)] = []
        for metric in metrics {
            for some in [metric.closedLabels, metric.openLabels, metric.fields] {
                for index in some.indices {
                    if some[index].isOwn {
                        labels.append((some[index], metric))
                    } else if seen.insert(some[index].key).inserted {
                        labels += product.labels.filter { $0.key == some[index].key }.prefix(1).map { ($0, nil) }
                    }
                }
            }
        }
        let notes = labels.flatMap { label, owner -> [String] in
            let code = MarkdownText.code(label.name)
            let name = owner.map { words("{1} of {2}", code, reference(to: $0)) } ?? code
            let line = "- \(name)\(words.colon)\(MarkdownText.prose(label.help))\(notice(on: label.deprecation))"
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
            let notice = notice(on: value.deprecation)
            guard value.help != nil || !notice.isEmpty else { return nil }
            let help = value.help.map { MarkdownText.prose($0) } ?? ""
            return "  - \(code(of: value))\(words.colon)" + (help + notice).trimmingFirstSpace
        }
    }

    /// A sentence after the help of a label or a value; empty if it isn't deprecated at this version.
    func notice(on deprecation: Label.Deprecation?) -> String {
        guard let deprecation, deprecation.holds(at: product.version) else { return "" }
        let advice =
            deprecation.replacement.map { words("Use {1}.", MarkdownText.code($0)) } ?? words("Nothing replaces it.")
        let sentence = words(
            "**Deprecated** since {1}: {2}", "\(deprecation.since)", MarkdownText.prose(deprecation.reason))
        return [" ", sentence, words.sentenceSpace, advice].joined()
    }
}

extension String {
    fileprivate var trimmingFirstSpace: String { hasPrefix(" ") ? String(dropFirst()) : self }
}
