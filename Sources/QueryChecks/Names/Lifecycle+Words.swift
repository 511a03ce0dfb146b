// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import QueryMeaning
import SpecDiagnostics
import SpecHistory

extension KnownSeries {
    /// Such as "was removed in 1.3".
    var endInWords: String {
        switch (metric.end, known.state) {
        case (.removed(_, let announced?), .hidden) where announced.hiddenFrom != nil: announced.hiddenInWords
        case (.removed(let line, _), .hidden): "is hidden before it is removed in \(line)"
        case (.removed(_, let announced?), .deprecated): "is deprecated since \(announced.since)"
        case (.removed(let line, _), _): "was removed in \(line)"
        case (.announced(let announcement), .removed):
            "was removed" + (announcement.removedFrom.map { " in \($0)" } ?? "")
        case (.announced(let announcement), .hidden): announcement.hiddenInWords
        case (.announced(let announcement), _): "is deprecated since \(announcement.since)"
        case (.none, _): "is gone"
        }
    }

    /// What comes next.
    var futureInWords: String? {
        guard case .announced(let announcement) = metric.end else { return nil }
        let removal = announcement.removedFrom.map { "removed from \($0)" }
        switch known.state {
        case .deprecated:
            let hidden = announcement.hiddenFrom.flatMap { line in
                announcement.removedFrom.map { line < $0 } == false ? nil : "hidden from \(line)"
            }
            guard let removal else { return (hidden.map { "it is \($0), and " } ?? "") + "its removal is undecided" }
            return "it is " + [hidden, removal].compactMap { $0 }.joined(separator: " and ")
        case .hidden:
            return "a process serves it only on request; "
                + (removal.map { "it is \($0)" } ?? "its removal is undecided")
        case .active, .removed: return nil
        }
    }

    /// What to write instead.
    func replacementInWords(in metrics: KnownMetrics) -> String {
        let names = replacements(in: metrics)
        return names.isEmpty ? "nothing replaces it: delete this" : "use \(names.quoted(joinedBy: "or"))"
    }
}

extension CataloguedMetric.Announcement {
    fileprivate var hiddenInWords: String { "is hidden" + (hiddenFrom.map { " since \($0)" } ?? "") }
}
