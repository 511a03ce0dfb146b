// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOutput
import SpecText

/// A Swift source that is being written: lines, indented by the braces around them.
struct SwiftSource: ~Copyable {
    private var sink: TextSink
    private var depth = 0

    init(_ receiver: @escaping TextSink.Receiver) { sink = TextSink(receiver) }

    /// A source that is combined with others later.
    static func text(_ body: (inout SwiftSource) -> Void) -> String {
        let bytes = TextSink.bytes { receiver in
            var source = SwiftSource(receiver)
            body(&source)
            source.finish()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The end of the source.
    mutating func finish() { sink.flush() }

    mutating func line() { sink.append(UInt8(ascii: "\n")) }

    /// One line, or several; an empty one stays empty, and none ends with spaces.
    mutating func line(_ line: UTF8Text) {
        line.units.withUnsafeBufferPointer { units in
            forEachLine(of: units) { source, line in
                let line = Self.withoutSpacesAtEnd(line)
                if !line.isEmpty {
                    source.indent()
                    source.sink.append(line)
                }
                source.line()
            }
        }
    }

    private mutating func forEachLine(
        of units: UnsafeBufferPointer<UInt8>, _ body: (inout SwiftSource, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var start = 0
        for end in units.indices where units[end] == UInt8(ascii: "\n") {
            body(&self, UnsafeBufferPointer(rebasing: units[start..<end]))
            start = end + 1
        }
        body(&self, UnsafeBufferPointer(rebasing: units[start...]))
    }

    private mutating func indent() { for _ in 0..<depth { sink.append(Self.indentation) } }

    /// A line of documentation.
    private mutating func comment(_ text: UnsafeBufferPointer<UInt8>) {
        let text = Self.withoutSpacesAtEnd(text)
        indent()
        sink.append("///")
        if !text.isEmpty { sink.append(" ") }
        sink.append(text)
        line()
    }

    private static func withoutSpacesAtEnd(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var end = line.count
        while end > 0, line[end - 1] == UInt8(ascii: " ") || line[end - 1] == UInt8(ascii: "\t") { end -= 1 }
        return UnsafeBufferPointer(rebasing: line[..<end])
    }

    private static let indentation: StaticString = "    "

    /// A line that opens a brace, the body, and the closing brace.
    mutating func block(_ opening: UTF8Text, _ body: (inout SwiftSource) -> Void) {
        line("\(opening) {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// Documentation, paragraph by paragraph. Every character that ends a line in Swift begins a new line of the
    /// comment.
    mutating func documentation(_ paragraphs: UTF8Text...) { documentation(paragraphs) }

    mutating func documentation(_ paragraphs: [UTF8Text]) {
        var isFirst = true
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !isFirst { line("///") }
            isFirst = false
            // Only `\n` ends a line, and no character has to be replaced.
            if paragraph.units.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") }) {
                paragraph.units.withUnsafeBufferPointer { forEachLine(of: $0) { $0.comment($1) } }
                continue
            }
            let text = String(paragraph)
            for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                var shown = part.shownInComment
                shown.withUTF8 { comment($0) }
            }
        }
    }
}

extension UTF8Text.StringInterpolation {
    /// A Swift literal of a string.
    mutating func appendInterpolation(literal text: String) {
        guard text.isPlainLiteral else { return appendInterpolation(SwiftIdentifier.literal(text)) }
        appendLiteral("\"")
        appendInterpolation(text)
        appendLiteral("\"")
    }

    /// A list of the elements, with commas.
    mutating func appendInterpolation<Element>(list elements: [Element], _ text: (Element) -> UTF8Text) {
        for (index, element) in elements.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(text(element))
        }
    }
}
