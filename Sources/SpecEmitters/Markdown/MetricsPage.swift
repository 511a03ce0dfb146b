import MetricsVocabulary
import SpecModel

/// The page about a product's metrics: what is served, what it means, what goes away, and what the labels and
/// parameters do. Written for someone who has a number on a screen and wants to know what it is.
struct MetricsPage {
    let product: Product

    init(_ product: Product) { self.product = product }

    var text: String {
        let sections =
            [heading, introduction, index] + groupSections
            + [deprecatedSection, calendarSection, removedSection, labelsSection, parametersSection]
        return ([notice] + sections.filter { !$0.isEmpty }).joined(separator: "\n\n") + "\n"
    }

    func state(of metric: Metric) -> LifecycleState { metric.state(at: product.version.value) }

    /// What the page's tables show: all but the removed ones, which have a table of their own.
    func listed(in group: Group) -> [Metric] { group.metrics.filter { state(of: $0) != .removed } }

    /// A metric by its full name, as a link where this page has it.
    func reference(to name: String) -> String {
        guard let metric = product.metrics.first(where: { $0.name == name }), state(of: metric) != .removed else {
            return MarkdownText.code(name)
        }
        return MarkdownText.link(MarkdownText.code(name), to: PageAnchor.metric(metric.key.value))
    }

    // MARK: The head of the page

    /// A path can't end the comment that it stands in.
    private var notice: String {
        "<!-- \(GeneratedNotice(product).text.split(separator: "-->").joined(separator: "--&gt;")) -->"
    }

    private var heading: String {
        "# Metrics of \(MarkdownText.prose("\(product.name.value) \(product.version.value)"))"
    }

    private var introduction: String {
        let listed = product.groups.flatMap(listed(in:))
        let kinds = MetricKind.allCases.compactMap { kind in
            let number = listed.count { $0.kind == kind }
            return number == 0 ? nil : Self.count(number, kind.description.expositionKeyword)
        }
        let states: [String] = [LifecycleState.deprecated, .hidden].compactMap { state in
            let number = listed.count { self.state(of: $0) == state }
            return number == 0 ? nil : "\(number) \(MarkdownText.link(state.rawValue, to: PageAnchor.deprecated))"
        }
        let total = Self.count(listed.count, "metric") + (kinds.isEmpty ? "" : ": \(kinds.joined(separator: ", "))")
        let ending = states.isEmpty ? "" : "; \(states.joined(separator: ", ")) among them"
        let notes = MetricKind.allCases.filter { kind in listed.contains { $0.kind == kind } }.map(Self.note(on:))
        return (["\(total)\(ending).", notes.joined(separator: "\n")]).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// What one has to know about a kind to read its values.
    private static func note(on kind: MetricKind) -> String {
        switch kind {
        case .counter:
            "- A **counter** only grows, and starts again at 0 with its process: look at its `rate`."
        case .gauge:
            "- A **gauge** is there once it has been set. The mode after it says how the values of the processes of one"
                + " server become one."
        case .histogram:
            "- A **histogram** `x` is scraped as `x_bucket`, `x_sum` and `x_count`. A bucket counts what is at most its"
                + " bound, and there is always one for `+Inf`; quantiles are estimates between two bounds, the mean is"
                + " exact."
        }
    }

    private var index: String {
        var lines = product.groups.compactMap { group -> String? in
            let metrics = listed(in: group)
            guard !metrics.isEmpty else { return nil }
            let title = MarkdownText.link(MarkdownText.prose(group.title), to: PageAnchor.group(group.key.value))
            let links = metrics.map { metric in
                MarkdownText.link(MarkdownText.code(metric.key.value), to: PageAnchor.metric(metric.key.value))
            }
            return "- \(title): \(links.joined(separator: ", "))"
        }
        let others = [
            ("Deprecated metrics", PageAnchor.deprecated, deprecatedSection),
            ("Coming releases", PageAnchor.calendar, calendarSection),
            ("Removed metrics", PageAnchor.removed, removedSection),
            ("Labels", PageAnchor.labels, labelsSection),
            ("Parameters", PageAnchor.parameters, parametersSection),
        ]
        lines += others.filter { !$0.2.isEmpty }.map { "- \(MarkdownText.link($0.0, to: $0.1))" }
        return lines.isEmpty ? "" : "## Index\n\n" + lines.joined(separator: "\n")
    }
}
