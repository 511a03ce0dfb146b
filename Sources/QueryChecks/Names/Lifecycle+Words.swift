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
        case (.removed(_, let announced?), .hidden): "is hidden since \(announced.hiddenFrom)"
        case (.removed(let line, _), .hidden): "is hidden before it is removed in \(line)"
        case (.removed(_, let announced?), .deprecated): "is deprecated since \(announced.since)"
        case (.removed(let line, _), _): "was removed in \(line)"
        case (.announced(let announcement), .removed): "was removed in \(announcement.removedFrom)"
        case (.announced(let announcement), .hidden): "is hidden since \(announcement.hiddenFrom)"
        case (.announced(let announcement), _): "is deprecated since \(announcement.since)"
        case (.none, _): "is gone"
        }
    }

    /// What comes next.
    var futureInWords: String? {
        guard case .announced(let announcement) = metric.end else { return nil }
        switch known.state {
        case .deprecated where announcement.hiddenFrom < announcement.removedFrom:
            return "it is hidden from \(announcement.hiddenFrom) and removed from \(announcement.removedFrom)"
        case .deprecated: return "it is removed from \(announcement.removedFrom)"
        case .hidden: return "a process serves it only on request; it is removed from \(announcement.removedFrom)"
        case .active, .removed: return nil
        }
    }

    /// What to write instead.
    func replacementInWords(in metrics: KnownMetrics) -> String {
        let names = replacements(in: metrics)
        return names.isEmpty ? "nothing replaces it: delete this" : "use \(names.quoted(joinedBy: "or"))"
    }
}
