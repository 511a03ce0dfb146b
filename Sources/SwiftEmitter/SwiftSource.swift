/// A Swift source as it is being written: lines, indented by the braces around them.
struct SwiftSource {
    private(set) var text = ""
    private var depth = 0

    private static let indentations = (0..<8).map { String(repeating: " ", count: 4 * $0) }

    private static func indentation(_ depth: Int) -> String {
        depth < indentations.count ? indentations[depth] : String(repeating: " ", count: 4 * depth)
    }

    /// One line, or several; an empty one stays empty.
    mutating func line(_ line: String = "") {
        guard line.utf8.contains(UInt8(ascii: "\n")) else {
            if !line.isEmpty { text += Self.indentation(depth) + line }
            text += "\n"
            return
        }
        for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
            if !part.isEmpty { text += Self.indentation(depth) + part }
            text += "\n"
        }
    }

    /// A line that opens a brace, what stands inside, and the brace that closes it.
    mutating func block(_ opening: String, _ body: (inout SwiftSource) -> Void) {
        line(opening + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// Documentation, paragraph by paragraph. Whatever ends a line in Swift begins a new line of the comment.
    mutating func documentation(_ paragraphs: String...) { documentation(paragraphs) }

    mutating func documentation(_ paragraphs: [String]) {
        for (index, paragraph) in paragraphs.filter({ !$0.isEmpty }).enumerated() {
            if index > 0 { line("///") }
            // Nothing in it ends a line, or has to be shown as something else.
            if paragraph.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
                line("/// " + paragraph)
                continue
            }
            for part in paragraph.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                let shown = String(String.UnicodeScalarView(part.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
                line(shown.isEmpty ? "///" : "/// " + shown)
            }
        }
    }
}
