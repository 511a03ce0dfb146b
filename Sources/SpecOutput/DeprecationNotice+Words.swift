// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecModel

extension DeprecationNotice {
    /// When the metric is hidden and removed: "hidden from 1.5, removed from 1.6".
    package var datesInWords: String {
        let hidden = hiddenFrom.map { "hidden from \($0)" }
        let removed = removedFrom.map { "removed from \($0)" } ?? "removal undecided"
        return [hidden, removed].compactMap { $0 }.joined(separator: ", ")
    }
}
