// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension SourceText {
    /// The text after some edits; nil if two of them overlap.
    package func applying(_ edits: [Finding.Fix.Edit]) -> String? {
        let scalars = text.unicodeScalars
        var result = String.UnicodeScalarView()
        var index = scalars.startIndex
        for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
            let (start, end) = (self.index(of: edit.span.start), self.index(of: edit.span.end))
            guard index <= start, start <= end else { return nil }
            result.append(contentsOf: scalars[index..<start])
            result.append(contentsOf: edit.text.unicodeScalars)
            index = end
        }
        result.append(contentsOf: scalars[index...])
        return String(result)
    }

    /// Places beyond a line's end, or beyond that of the text, count as that end.
    private func index(of position: Position) -> String.Index {
        guard position.line <= lineCount else { return text.endIndex }
        let line = line(position.line).unicodeScalars
        return line.index(line.startIndex, offsetBy: position.column - 1, limitedBy: line.endIndex) ?? line.endIndex
    }
}
