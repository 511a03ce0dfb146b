// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel

extension MetricsPage {
    /// What the coming releases do, for readers who plan an update.
    var calendarSection: String {
        let entries = LifecycleCalendar(product, after: product.version).entries
        guard !entries.isEmpty else { return "" }
        var table = MarkdownTable(columns: ["Release", "Deprecates", "Hides", "Removes"].map { words($0) })
        for entry in entries {
            func names(_ metrics: [Metric]) -> String { metrics.map { reference(to: $0) }.joined(separator: ", ") }
            table.addRow([
                entry.release.description, names(entry.deprecates), names(entry.hides), names(entry.removes),
            ])
        }
        return [title("Coming releases", anchor: PageAnchor.calendar), table.text].joined(separator: "\n\n")
    }
}
