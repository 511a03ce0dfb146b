// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecJSON
import SpecYAML

extension PlacedString {
    /// What to change in the file to have another string in the place of a part of this one, and everything else as it
    /// is; nil where that can't be done.
    ///
    /// - Parameter part: offsets in the UTF-8 of the string, at characters' borders.
    package func edit(replacing part: Range<Int>, with replacement: String, in source: SourceText, id: SourceID)
        -> Finding.Fix.Edit?
    {
        guard let (range, text) = edit(replacing: part, with: replacement, in: source) else { return nil }
        let span = source.span(range, id: id)
        // A place in the middle of a line break has no column.
        guard source.offset(of: span.start) == range.lowerBound, source.offset(of: span.end) == range.upperBound else {
            return nil
        }
        return Finding.Fix.Edit(replacing: span, with: text)
    }

    /// Bytes of the file, and what replaces them.
    private func edit(replacing part: Range<Int>, with replacement: String, in source: SourceText) -> (
        range: Range<Int>, text: String
    )? {
        switch notation {
        case .file: return (part, replacement)
        case .parts(let parts, let whole):
            let range = Self.range(of: part, in: parts)
            guard range.count == part.count else { return nil }
            // In a page, a line break would leave the quotation or list, and a backquote ends inline code.
            if case .file = whole.notation,
                replacement.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "`") })
            {
                return nil
            }
            return whole.edit(replacing: range, with: replacement, in: source)
        case .json(let node, let document):
            guard let (range, text) = node.edit(replacing: part, with: replacement, in: document) else { return nil }
            return document.edit(replacing: range, with: text, in: source)
        case .yaml(let span):
            return WrittenScalar(span, in: source).edit(replacing: part, of: text, with: replacement)
        case .embedded(let string, let text, let outer):
            guard let (range, encoded) = string.edit(replacing: part, with: replacement, in: text) else { return nil }
            return outer.edit(replacing: range, with: encoded, in: source)
        case .whole: return nil
        case .literal(let literal, let string):
            let range = literal.range(of: part)
            guard let text = literal.encoded(replacement) else { return nil }
            return string.edit(replacing: range, with: text, in: source)
        }
    }
}

extension JSONNode {
    /// Bytes of the document, and what replaces them.
    fileprivate func edit(replacing part: Range<Int>, with replacement: String, in document: PlacedString) -> (
        range: Range<Int>, text: String
    )? {
        let place = range(of: part)
        // Half of what an escape sequence stands for can't be replaced.
        let before = part.lowerBound == 0 ? range.lowerBound + 1 : range(of: 0..<part.lowerBound).upperBound
        guard before <= place.lowerBound, range(of: part.upperBound..<part.upperBound).lowerBound >= place.upperBound
        else { return nil }
        let escaped = replacement.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                "\\u" + String(String(scalar.value + 0x10000, radix: 16).dropFirst())
            default: String(scalar)
            }
        }
        return (place, escaped.joined())
    }
}
