// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecOutput
import SpecText

extension MetricsPage {
    /// The metrics that are served with a notice, and those that are served only on request.
    var deprecatedSection: String {
        var table = MarkdownTable(
            columns: ["Metric", "State", "Since", "Hidden from", "Removed from", "Reason", "Replacement"].map {
                words($0)
            })
        var (deprecated, hidden): ([DeprecationNotice], [DeprecationNotice]) = ([], [])
        for metric in product.metrics {
            guard case .deprecated(let notice) = metric.lifecycle else { continue }
            let state = state(of: metric)
            switch state {
            case .deprecated: deprecated.append(notice)
            case .hidden: hidden.append(notice)
            case .active, .removed: continue
            }
            table.addRow([
                reference(to: metric),
                words(state.rawValue),
                notice.deprecation.since.description,
                date(notice.hiddenFrom),
                date(notice.removedFrom),
                MarkdownText.prose(notice.reason),
                replacements(of: notice) + (state == .deprecated ? publication(of: notice) : ""),
            ])
        }
        guard !(deprecated + hidden).isEmpty else { return "" }
        var paragraphs = [title("Deprecated metrics", anchor: PageAnchor.deprecated)]
        if !deprecated.isEmpty {
            paragraphs.append(
                words(
                    "A deprecated metric is served as before. Change dashboards and alerts that use it before it is hidden."
                ))
        }
        if !hidden.isEmpty { paragraphs.append(howToShow(hidden)) }
        return (paragraphs + [table.text]).joined(separator: "\n\n")
    }

    /// The removed metrics, for readers who find a name in an old dashboard.
    var removedSection: String {
        var table = MarkdownTable(
            columns: [
                "Metric", "Type", "Removed in", "Reason", "Deprecated since", "Replacement",
            ].map { words($0) })
        var isEmpty = true
        for metric in product.metrics where state(of: metric) == .removed {
            let removedIn: MinorVersion?
            let reason: String
            let notice: DeprecationNotice?
            switch metric.lifecycle {
            case .active: continue
            // Overdue: the lifecycle's rules ask for a tombstone; until there is one, the page describes the present
            // state.
            case .deprecated(let deprecated):
                (removedIn, reason, notice) = (deprecated.removedFrom, deprecated.reason, deprecated)
            case .removed(let tombstone):
                (removedIn, reason, notice) = (tombstone.removedIn, tombstone.reason, tombstone.notice)
            }
            isEmpty = false
            table.addRow([
                MarkdownText.anchor(anchor(of: metric)) + MarkdownText.code(metric.name),
                metric.kind.rawValue,
                date(removedIn),
                MarkdownText.prose(reason),
                notice?.deprecation.since.description ?? "",
                notice.map(replacements(of:)) ?? "",
            ])
        }
        guard !isEmpty else { return "" }
        return [
            title("Removed metrics", anchor: PageAnchor.removed),
            words("These metrics no longer exist: a query of one finds nothing."),
            table.text,
        ].joined(separator: "\n\n")
    }

    func title(_ text: String, anchor: String) -> String { "## \(MarkdownText.anchor(anchor))\(words(text))" }

    private func date(_ release: MinorVersion?) -> String { release?.description ?? words("undecided") }

    private func replacements(of notice: DeprecationNotice) -> String {
        guard !notice.replacements.isEmpty else { return words("none") }
        return notice.replacements.map { replacement in
            replacement.isExternal
                ? words("{1} (published elsewhere)", MarkdownText.code(replacement.name))
                : reference(to: replacement.name)
        }.joined(separator: ", ")
    }

    private func publication(of notice: DeprecationNotice) -> String {
        guard notice.isFormerName else { return "" }
        return notice.publishedUntil.map { words(", published under both names until {1}", "\($0)") }
            ?? words(", published under both names")
    }

    /// A former name of a metric that is published too; empty for one that isn't.
    func words(onFormer former: Metric) -> String {
        guard case .deprecated(let notice) = former.lifecycle, state(of: former).isServed() else { return "" }
        let name = reference(to: former)
        return notice.publishedUntil.map { words("Until {1} also published as {2}", "\($0)", name) }
            ?? words("Also published as {1}", name)
    }

    /// The runtime shows what one release line deprecated, and refuses a line that shows nothing.
    private func howToShow(_ hidden: [DeprecationNotice]) -> String {
        let lines = hidden.map(\.deprecation.since.description).uniqued()
        let requests = lines.map { "`showHiddenFor: \"\($0)\"`" }.joined(separator: words(" or "))
        return words(
            "A hidden metric is served only if the release that deprecated it is requested: {1} in the"
                + " `visibility:` of the generated type, or the server's flag for it.", requests)
    }
}
