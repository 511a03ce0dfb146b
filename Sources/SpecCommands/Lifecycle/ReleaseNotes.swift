// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecEmitters
import SpecModel

/// The changes from one release to another for readers of the metrics, in Markdown for release notes.
package struct ReleaseNotes: Sendable {
    private let product: Product
    private let old: ProductVersion
    private let new: ProductVersion

    package init(_ product: Product, from old: ProductVersion, to new: ProductVersion) {
        self.product = product
        self.old = old
        self.new = new
    }

    package var markdown: String {
        let sections = [
            section("Removed", .removed, "These metrics no longer exist: a query of one finds nothing."),
            section("Hidden", .hidden, "Not served, except on request."),
            section(
                "Deprecated", .deprecated,
                "Served as before. Change dashboards and alerts that use them before they are hidden."),
            changes,
        ].filter { !$0.isEmpty }
        let title = "# Metrics of \(product.name): \(old) to \(new)\n"
        return title + (sections.isEmpty ? "\nNo metric changes its state.\n" : sections.map { "\n" + $0 }.joined())
    }

    /// What changed under the same name.
    private var changes: String {
        let items = product.metrics.flatMap { metric -> [String] in
            guard metric.history(at: new.release).isServed(showsHidden: true) else { return [] }
            return metric.changes.filter { old.release < $0.release && $0.release <= new.release }.map {
                "- `\(metric.name)` (\(metric.kind.rawValue)), in \($0.release): \($0.markdown)\n"
            }
        }
        guard !items.isEmpty else { return "" }
        let introduction =
            "These metrics keep their names. Look at the queries that use them, and don't compare values across the change."
        return "## Changed\n\n\(introduction)\n\n" + items.joined()
    }

    private func section(_ title: String, _ state: LifecycleState, _ introduction: String) -> String {
        let metrics = product.metrics.filter {
            $0.history(at: new.release) == state && $0.history(at: old.release) != state
                && $0.isKnown(at: new.release)
        }
        guard !metrics.isEmpty else { return "" }
        return "## \(title)\n\n\(introduction)\n\n" + metrics.map { item(on: $0, state) }.joined()
    }

    private func item(on metric: Metric, _ state: LifecycleState) -> String {
        let end = MetricEnd(metric, toldAt: new.release)
        var text = "- `\(metric.name)` (\(metric.kind.rawValue)): \(MarkdownText.prose(end.reason ?? ""))"
        switch state {
        case .deprecated, .active:
            let dates = [
                end.hiddenFrom.map { "hidden from \($0)" }, end.removedFrom.map { "removed from \($0)" },
            ].compactMap { $0 }
            if !dates.isEmpty { text += " It is \(dates.joined(separator: " and "))." }
            if end.isUndecided { text += " Its removal is undecided." }
            if end.isFormerName {
                text += " Until it is hidden, it has the same values as the metric that replaces it."
            }
        case .hidden:
            if let since = end.since {
                text += " `\(since)` shows it" + (end.removedFrom.map { " until \($0)" } ?? "") + "."
            }
        case .removed: break
        }
        text += end.replacements.isEmpty ? " Nothing replaces it." : ""
        text += "\n"
        let queries = ExampleQuery.queries(for: metric)
        for query in queries {
            if end.replacements.isEmpty {
                text += "  - delete queries such as `\(query)`\n"
            } else {
                text += "  - replace `\(query)` with \(replacing(metric, end.replacements))\n"
            }
        }
        return text
    }

    private func replacing(_ metric: Metric, _ replacements: [Replacement]) -> String {
        let queries = replacements.map { replacement in
            // Another program publishes it, so only the name is known.
            guard let other = product.metrics.first(where: { $0.name == replacement.name }) else {
                return "`\(replacement.name)` (published elsewhere)"
            }
            let unit = other.unit.flatMap { unit in
                metric.unit.flatMap { old in old == unit ? nil : " (in \(unit.words), no longer in \(old.words))" }
            }
            return ExampleQuery.queries(for: other).map { "`\($0)`" }.joined(separator: ", ") + (unit ?? "")
        }
        return queries.joined(separator: ", ")
    }
}

extension Metric {
    /// Whether the metric exists at that release, as far as the spec says.
    fileprivate func isKnown(at line: MinorVersion) -> Bool { prose.since.map { $0 <= line } ?? true }
}

extension Unit {
    fileprivate var words: String { name.replacing("_", with: " ") }
}
