import SpecJSON
import SpecOutput

/// A Swift source as it is being written: lines, indented by the braces around them.
struct SwiftSource: ~Copyable {
    private var sink: TextSink
    private var depth = 0

    init(_ receiver: @escaping TextSink.Receiver) { sink = TextSink(receiver) }

    /// A source that is put together with others later.
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

    /// One line, or several; an empty one stays empty.
    mutating func line(_ line: SwiftLine) {
        line.units.withUnsafeBufferPointer { units in
            forEachLine(of: units) { source, line in
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
        while let end = units[start...].firstIndex(of: UInt8(ascii: "\n")) {
            body(&self, UnsafeBufferPointer(rebasing: units[start..<end]))
            start = end + 1
        }
        body(&self, UnsafeBufferPointer(rebasing: units[start...]))
    }

    private mutating func indent() { for _ in 0..<depth { sink.append(Self.indentation) } }

    /// A line of documentation.
    private mutating func comment(_ text: UnsafeBufferPointer<UInt8>) {
        indent()
        sink.append("///")
        if !text.isEmpty { sink.append(" ") }
        sink.append(text)
        line()
    }

    private static let indentation: StaticString = "    "

    /// A line that opens a brace, what stands inside, and the brace that closes it.
    mutating func block(_ opening: SwiftLine, _ body: (inout SwiftSource) -> Void) {
        line("\(opening) {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// Documentation, paragraph by paragraph. Whatever ends a line in Swift begins a new line of the comment.
    mutating func documentation(_ paragraphs: String...) { documentation(paragraphs) }

    mutating func documentation(_ paragraphs: [String]) {
        var isFirst = true
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !isFirst { line("///") }
            isFirst = false
            // Nothing but `\n` ends a line, and nothing has to be shown as something else.
            if paragraph.allUnits({ (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") }) {
                var paragraph = paragraph
                paragraph.withUTF8 { forEachLine(of: $0) { $0.comment($1) } }
                continue
            }
            for part in paragraph.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                var shown = ""
                for scalar in part.unicodeScalars {
                    if scalar.value < 0x20 {
                        shown += " "
                    } else if scalar.isUnseen {
                        shown += scalar.codePoint
                    } else {
                        shown.unicodeScalars.append(scalar)
                    }
                }
                shown.withUTF8 { comment($0) }
            }
        }
    }
}

/// A line as its pieces are put together: bytes, which take a fraction of the time of texts, and there are tens of
/// thousands of lines.
struct SwiftLine: ExpressibleByStringInterpolation {
    fileprivate let units: [UInt8]

    init(stringLiteral value: String) { units = Array(value.utf8) }

    init(stringInterpolation: StringInterpolation) { units = stringInterpolation.units }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var units: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            units.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

        mutating func appendInterpolation(_ text: String) {
            var text = text
            text.withUTF8 { units.append(contentsOf: $0) }
        }

        mutating func appendInterpolation(_ line: SwiftLine) { units.append(contentsOf: line.units) }

        mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendInterpolation(value.description)
        }
    }
}
