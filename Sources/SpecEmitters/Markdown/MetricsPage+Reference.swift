// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension MetricsPage {
    /// Every label that a listed metric has: the shared ones, and those that metrics describe themselves.
    var labelsSection: String {
        let listed = product.groups.flatMap(listed(in:))
        var table = MarkdownTable(columns: ["Label", "Values", "Meaning", "On"].map { words($0) })
        var isEmpty = true
        func add(_ label: Label, _ anchor: String, on metrics: [Metric]) {
            isEmpty = false
            table.addRow([
                MarkdownText.anchor(anchor) + MarkdownText.code(label.name),
                values(of: label),
                MarkdownText.prose(label.help) + notice(on: label.deprecation),
                metrics.count > Self.namedMetrics
                    ? count(metrics.count, "metric") : metrics.map { reference(to: $0) }.joined(separator: ", "),
            ])
        }
        for label in product.labels {
            let metrics = listed.filter { metric in
                metric.labelsAndFields.contains { $0.key == label.key && !$0.isOwn }
            }
            if !metrics.isEmpty { add(label, PageAnchor.label(label.key), on: metrics) }
        }
        for metric in listed {
            for label in metric.labelsAndFields where label.isOwn {
                add(label, anchor(of: label, in: metric), on: [metric])
            }
        }
        return isEmpty ? "" : [title("Labels", anchor: PageAnchor.labels), table.text].joined(separator: "\n\n")
    }

    /// Every parameter, and the histograms whose buckets it decides.
    var parametersSection: String {
        guard !product.parameters.isEmpty else { return "" }
        var table = MarkdownTable(
            columns: [
                "Parameter", "Type", "Allowed", "Default", "Meaning", "Decides the buckets of",
            ].map { words($0) })
        for parameter in product.parameters {
            let name = parameter.name
            let histograms = product.groups.flatMap(listed(in:)).filter { metric in
                guard let buckets = metric.buckets else { return false }
                return BoundsDescription.parameters(of: buckets.bounds).contains(name)
            }
            let (type, allowed, standard) = words(for: parameter)
            table.addRow([
                MarkdownText.anchor(PageAnchor.parameter(name)) + MarkdownText.code(name), type, allowed, standard,
                meaning(of: parameter),
                histograms.map { reference(to: $0) }.joined(separator: ", "),
            ])
        }
        return [
            title("Parameters", anchor: PageAnchor.parameters),
            words(
                "The values are known only when a process starts, and are fixed for its life. Two servers of one release that were started with"
                    + " different values can have different buckets: before you take a quantile over both, compare their"
                    + " bounds (`le`)."),
            table.text,
        ].joined(separator: "\n\n")
    }

    /// Its help, then those of its values.
    private func meaning(of parameter: Parameter) -> String {
        let values = parameter.choices.compactMap { value in
            value.help.map { code(of: value) + words.colon + MarkdownText.prose($0) }
        }
        return ((parameter.help.map { [MarkdownText.prose($0)] } ?? []) + values).joined(separator: "<br>")
    }

    /// If there are more, they are counted instead of named.
    private static var namedMetrics: Int { 4 }

    private func values(of label: Label) -> String {
        switch label.values {
        case .bound: words("one for the life of the instance") + optional(label)
        case .closed(let values):
            values.map { code(of: $0) }.joined(separator: ", ") + optional(label)
        case .open(nil): words("any text") + optional(label)
        case .open(.number(let limit)): words("any text, at most {1} different ones", "\(limit)") + optional(label)
        case .open(.parameter(let sum, _)):
            words("any text, at most {1} different ones", BoundsDescription.link(to: sum)) + optional(label)
        }
    }

    private func optional(_ label: Label) -> String {
        label.isOptional ? words("; optional") : ""
    }

    private func words(for parameter: Parameter) -> (type: String, allowed: String, standard: String) {
        switch parameter.type {
        case .integer(let minimum, let maximum, let standard):
            (words("integer"), range(minimum, maximum), standard.map { MarkdownText.code("\($0)") } ?? required)
        case .boolean(let standard):
            (words("boolean"), "", standard.map { MarkdownText.code("\($0)") } ?? required)
        case .string(let standard), .choice(_, let standard):
            (
                words("string"), parameter.choices.map { code(of: $0) }.joined(separator: ", "),
                standard.map { MarkdownText.code($0) } ?? required
            )
        case .strings: (words("list of strings"), words("names of labels, no repeated one"), required)
        case .integers(let minimum, let maximum):
            (
                words("list of integers"),
                [words("not empty, no repeated number"), range(minimum, maximum)].filter { !$0.isEmpty }
                    .joined(separator: words(", each ")),
                required
            )
        }
    }

    private var required: String { words("none: required") }

    private func range(_ minimum: Int?, _ maximum: Int?) -> String {
        switch (minimum, maximum) {
        case (nil, nil): ""
        case (let minimum?, nil): words("at least {1}", "\(minimum)")
        case (nil, let maximum?): words("at most {1}", "\(maximum)")
        case (let minimum?, let maximum?): words("{1} to {2}", "\(minimum)", "\(maximum)")
        }
    }
}
