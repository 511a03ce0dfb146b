// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension SourceText {
    /// The text after some edits; nil if two of them overlap.
    package func applying(_ edits: [Finding.Fix.Edit]) -> String? {
        var result = ""
        var offset = 0
        for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
            let (start, end) = (self.offset(of: edit.span.start), self.offset(of: edit.span.end))
            guard offset <= start, start <= end else { return nil }
            result += text(in: offset..<start)
            result += edit.text
            offset = end
        }
        return result + text(in: offset..<text.utf8.count)
    }
}
