// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecText

/// A Python source that is being written, formatted as black formats it: lines, indented by the blocks around them.
struct PythonSource: ~Copyable {
    private var sink: TextSink
    private var depth = 0

    init(_ receiver: @escaping TextSink.Receiver) { sink = TextSink(receiver) }

    /// The end of the source.
    mutating func finish() { sink.flush() }

    /// An empty line.
    mutating func line() { sink.append(UInt8(ascii: "\n")) }

    /// One line, or several; an empty one stays empty.
    mutating func line(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !line.isEmpty {
                sink.append(String(repeating: Self.indentation, count: depth))
                sink.append(String(line))
            }
            self.line()
        }
    }

    /// A line that ends with a colon, and the lines of its block.
    mutating func block(_ opening: String, _ body: (inout PythonSource) -> Void) {
        line(opening)
        depth += 1
        body(&self)
        depth -= 1
    }

    /// The same, where the first line has a value.
    mutating func block(_ beginning: String, _ value: PythonValue, _ body: (inout PythonSource) -> Void) {
        block(value.printed(after: beginning, before: ":", indentation: depth * Self.indentation.count), body)
    }

    /// Whether the text fits on a line here.
    func hasRoom(for text: String) -> Bool { PythonValue.fits(text, depth * Self.indentation.count) }

    /// A statement that ends with a value.
    mutating func statement(_ beginning: String, _ value: PythonValue, _ ending: String = "") {
        line(value.printed(after: beginning, before: ending, indentation: depth * Self.indentation.count))
    }

    /// A function with its parameters, `self` included.
    mutating func function(
        _ name: String, _ parameters: [String], returning result: String = "None",
        _ body: (inout PythonSource) -> Void
    ) {
        function(name, parameters.map { PythonValue.atom($0) }, returning: result, body)
    }

    mutating func function(
        _ name: String, _ parameters: [PythonValue], returning result: String = "None",
        _ body: (inout PythonSource) -> Void
    ) {
        let value = PythonValue.call("def \(name)", parameters)
        block(
            value.printed(after: "", before: " -> \(result):", indentation: depth * Self.indentation.count), body)
    }

    /// A docstring: paragraphs with an empty line between any two.
    ///
    /// - Returns: Whether there is one.
    @discardableResult mutating func documentation(_ paragraphs: [String]) -> Bool {
        let lines = paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { PythonText.documentation($0) }
        guard let first = lines.first, lines.contains(where: { !$0.isEmpty }) else { return false }
        if lines.count == 1 {
            line("\"\"\"\(PythonText.withoutQuoteAtEnd(first))\"\"\"")
            return true
        }
        line("\"\"\"\(first)")
        for next in lines.dropFirst() { line(next) }
        line("\"\"\"")
        return true
    }

    @discardableResult mutating func documentation(_ paragraphs: String...) -> Bool { documentation(paragraphs) }

    private static let indentation = "    "
}
