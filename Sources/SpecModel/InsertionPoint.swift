import SpecDiagnostics

/// A key of a mapping, before which a fix can write another one.
package struct InsertionPoint: Sendable, Equatable {
    /// The key that is there.
    package let key: Span
    /// Whether the mapping is written in braces.
    package let isFlow: Bool

    package init(before key: Span, isFlow: Bool) {
        self.key = key
        self.isFlow = isFlow
    }

    /// Writes `text`, a key and its value on one line.
    package func inserting(_ text: String) -> Finding.Fix.Edit {
        let separator = isFlow ? ", " : "\n" + String(repeating: " ", count: key.start.column - 1)
        let start = Span(source: key.source, start: key.start, end: key.start)
        return Finding.Fix.Edit(replacing: start, with: text + separator)
    }
}
