// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Sequence where Element: Hashable {
    /// The elements without the repeated ones, in the order in which they first come.
    package func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
