// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension LifecycleCalendar {
    /// For a terminal: a release a paragraph.
    package var text: String {
        entries.map { entry in
            let parts = [("deprecates", entry.deprecates), ("hides", entry.hides), ("removes", entry.removes)]
            return "\(entry.release)\n"
                + parts.filter { !$0.1.isEmpty }
                .map { "  \($0.0) \($0.1.map(\.name).joined(separator: ", "))\n" }.joined()
        }.joined()
    }
}
