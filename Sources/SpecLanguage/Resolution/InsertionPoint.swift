// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// A key of a mapping, before which a fix can write another one.
struct InsertionPoint: Sendable, Equatable {
    /// The key that is there.
    let key: Span
    /// Whether the mapping is written in braces.
    let isFlow: Bool

    init(before key: Span, isFlow: Bool) {
        self.key = key
        self.isFlow = isFlow
    }

    /// Writes `text`, a key and its value on one line.
    func inserting(_ text: String) -> Finding.Fix.Edit {
        let separator = isFlow ? ", " : "\n" + String(repeating: " ", count: key.start.column - 1)
        let start = Span(source: key.source, start: key.start, end: key.start)
        return Finding.Fix.Edit(replacing: start, with: text + separator)
    }
}
