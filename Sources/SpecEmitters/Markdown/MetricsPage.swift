// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOrigins
import SpecOutput
import SpecQueries
import SpecText

/// The page about a product's metrics: which are served, what they mean, which are about to be removed, and what the
/// labels and parameters do. It is written for readers who see a number on a screen and want to know what it is.
struct MetricsPage {
    let product: Product
    private let generated: GeneratedNotice
    let words: PageWords
    /// Its derived values, alerts and service level objectives.
    let queries: SpecQueries
    /// The metrics that a reference can link to, by their full names; of several that exclude each other the first.
    private let referable: [String: Metric]
    /// The bounds of each named bucket set, which many metrics share.
    let bucketsInWords: [String: String]
    /// The metrics whose anchors say only their keys: the first of each key with the product's prefix. Others with the
    /// key have another prefix, or exist under another condition.
    private let namedByKey: Set<Metric.ID>
    /// The former names of each metric.
    let formerNames: [Metric.ID: [Metric]]

    init(_ spec: ResolvedSpec, locale: String? = nil) {
        let product = spec.product
        self.product = product
        generated = GeneratedNotice(spec)
        words = PageWords(locale: locale)
        queries = SpecQueries(spec)
        var bucketsInWords: [String: String] = [:]
        var referable: [String: Metric] = [:]
        referable.reserveCapacity(product.groups.reduce(0) { $0 + $1.metrics.count })
        var keys: Set<String> = []
        var namedByKey: Set<Metric.ID> = []
        for group in product.groups {
            for metric in group.metrics
            where product.prefix.utf8.elementsEqual(metric.prefix.utf8) && keys.insert(metric.key).inserted {
                namedByKey.insert(metric.id)
            }
            for metric in group.metrics where metric.state(at: product.version) != .removed {
                if referable[metric.name] == nil { referable[metric.name] = metric }
                guard let set = metric.buckets, let name = set.name else { continue }
                if bucketsInWords[name] == nil {
                    bucketsInWords[name] = BoundsDescription.markdown(of: set.bounds, words)
                }
            }
        }
        formerNames = product.formerNames
        self.referable = referable
        self.bucketsInWords = bucketsInWords
        self.namedByKey = namedByKey
    }

    func write(to receiver: @escaping TextSink.Receiver) {
        var sink = TextSink(receiver)
        sink.append(notice)
        func add(_ section: String) {
            guard !section.isEmpty else { return }
            sink.append("\n\n")
            sink.append(section)
        }
        let reference = [
            Section(title: "Derived values", anchor: PageAnchor.derived, text: derivedSection),
            Section(title: "Alerts", anchor: PageAnchor.alerts, text: alertsSection),
            Section(title: "Service level objectives", anchor: PageAnchor.objectives, text: objectivesSection),
            Section(title: "Deprecated metrics", anchor: PageAnchor.deprecated, text: deprecatedSection),
            Section(title: "Coming releases", anchor: PageAnchor.calendar, text: calendarSection),
            Section(title: "Removed metrics", anchor: PageAnchor.removed, text: removedSection),
            Section(title: "Labels", anchor: PageAnchor.labels, text: labelsSection),
            Section(title: "Parameters", anchor: PageAnchor.parameters, text: parametersSection),
        ]
        for section in [heading, introduction, index(with: reference)] { add(section) }
        for group in product.groups { add(section(on: group)) }
        for section in reference { add(section.text) }
        sink.append("\n")
        sink.flush()
    }

    func state(of metric: Metric) -> LifecycleState { metric.state(at: product.version) }

    /// The metrics in the page's tables: all except the removed ones, which have a table of their own.
    func listed(in group: Group) -> [Metric] { group.metrics.filter { state(of: $0) != .removed } }

    func anchor(of metric: Metric) -> String {
        namedByKey.contains(metric.id) ? PageAnchor.metric(metric.key) : PageAnchor.metric(metric.id)
    }

    /// The anchor of one of its labels: only a label that isn't shared has one of its own.
    func anchor(of label: Label, in metric: Metric) -> String {
        label.isOwn ? anchor(of: metric) + "-label-" + label.key : PageAnchor.label(label.key)
    }

    /// A metric as a link to its own place, if it is in the tables of this page.
    func reference(to metric: Metric) -> String {
        state(of: metric) == .removed
            ? reference(to: metric.name)
            : MarkdownText.link(MarkdownText.code(metric.name), to: anchor(of: metric))
    }

    /// A metric by its full name, as a link if it is on this page.
    func reference(to name: String) -> String {
        guard let metric = referable[name] else { return MarkdownText.code(name) }
        return MarkdownText.link(MarkdownText.code(name), to: anchor(of: metric))
    }

    // MARK: The head of the page

    /// A path can't end the comment that it is in.
    private var notice: String { "<!-- \(generated.text.replacing(">", with: "&gt;")) -->" }

    private var heading: String {
        "# " + words("Metrics of {1}", MarkdownText.prose("\(product.name) \(product.version)"))
    }

    private var introduction: String {
        let listed = product.groups.flatMap(listed(in:))
        let kinds = MetricKind.allCases.compactMap { kind in
            let number = listed.count { $0.kind == kind }
            return number == 0 ? nil : count(number, kind.rawValue)
        }
        let states: [String] = [LifecycleState.deprecated, .hidden].compactMap { state in
            let number = listed.count { self.state(of: $0) == state }
            return number == 0
                ? nil : "\(number) \(MarkdownText.link(words(state.rawValue), to: PageAnchor.deprecated))"
        }
        let total =
            count(listed.count, "metric")
            + (kinds.isEmpty ? "" : words.colon + kinds.joined(separator: words.comma))
        let ending = states.isEmpty ? "" : words("; {1} among them", states.joined(separator: words.comma))
        let notes = MetricKind.allCases.filter { kind in listed.contains { $0.kind == kind } }.map {
            "- \(words($0.description.note))"
        }
        return (["\(total)\(ending)\(words.fullStop)", notes.joined(separator: "\n"), prefixes, commonLabels]).filter {
            !$0.isEmpty
        }.joined(
            separator: "\n\n")
    }

    /// Some names on the page begin with a default, which a process may replace.
    private var prefixes: String {
        let listed = product.groups.flatMap(listed(in:))
        return product.parameters.compactMap { parameter in
            let count = listed.count { $0.prefixParameter?.parameter == parameter.name }
            guard count > 0 else { return nil }
            let link = MarkdownText.link(MarkdownText.code(parameter.name), to: PageAnchor.parameter(parameter.name))
            return count == 1
                ? words(
                    "The name of one metric begins with the value of the parameter {1}; this page has its default.",
                    link)
                : words(
                    "The names of {1} metrics begin with the value of the parameter {2}; this page has its default.",
                    "\(count)", link)
        }.joined(separator: words.sentenceSpace)
    }

    /// What every metric has is said once, and not in each row.
    private var commonLabels: String {
        let labels = product.labels.filter(product.isCommon).map {
            MarkdownText.link(MarkdownText.code($0.name), to: PageAnchor.label($0.key))
        }
        guard let last = labels.last else { return "" }
        return labels.count == 1
            ? words("Every metric has the label {1}, with one value for the life of the instance.", last)
            : words(
                "Every metric has the labels {1}, each with one value for the life of the instance.",
                labels.joined(separator: words.comma))
    }

    func count(_ number: Int, _ noun: String) -> String {
        let plural = noun.hasSuffix("y") ? "\(noun.dropLast())ies" : noun + "s"
        return words("{1} \(number == 1 ? noun : plural)", "\(number)")
    }

    /// A part of the page after the groups; without text it is left out.
    private struct Section {
        let title: String
        let anchor: String
        let text: String
    }

    private func index(with reference: [Section]) -> String {
        var lines = product.groups.compactMap { group -> String? in
            let metrics = listed(in: group)
            guard !metrics.isEmpty else { return nil }
            let title = MarkdownText.link(MarkdownText.prose(group.title), to: PageAnchor.group(group.key))
            var line: UTF8Text = "- \(title)\(words.colon)"
            line.append(metrics, separator: words.comma) { line, metric in
                line.append(linkOnCode: metric.key, to: anchor(of: metric))
            }
            return String(line)
        }
        lines += reference.filter { !$0.text.isEmpty }.map { "- \(MarkdownText.link(words($0.title), to: $0.anchor))" }
        return lines.isEmpty ? "" : "## \(words("Index"))\n\n" + lines.joined(separator: "\n")
    }
}
