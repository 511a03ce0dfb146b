import SpecDiagnostics

/// What YAML has and a spec has no use for: instructions, tags, anchors, heads of block texts, escapes. Where libyaml
/// stumbles over one of them, it was most likely meant as a text.
enum OddNotation {
    typealias Wording = (message: String, span: Span?, help: String)

    /// Nil where it stumbled over something else.
    static func wording(
        of fault: EventStream.Fault, _ character: Unicode.Scalar?, _ positions: PositionIndex
    ) -> Wording? {
        let context = fault.context ?? ""
        let start = positions.span(ofCharacterAt: fault.contextIndex)
        let quotes = "put the text in quotes"
        let directive = positions.directive(before: fault.index)
        if isDirective(fault, context) || (fault.problem.contains("<document start>") && directive != nil) {
            return (
                "a line that begins with `%` is an instruction for readers of YAML, and a spec needs none",
                directive.map(positions.span(ofCharacterAt:)),
                "delete the line; a key that begins with `%` belongs in quotes"
            )
        }
        switch context {
        case "while scanning an anchor": return ("a value can't begin with `&` and a blank", start, quotes)
        case "while scanning an alias": return ("a value can't begin with `*` and no name", start, quotes)
        case "while scanning a block scalar" where !fault.problem.contains("tab"):
            let mark = positions.character(at: fault.contextIndex).map { "\(quoted: $0)" } ?? "`|`"
            return (
                "a text behind \(mark) starts in the next line", nil,
                "start it there, or put the text in quotes if the \(mark) is part of it"
            )
        default: break
        }
        if context.hasSuffix("a tag") || fault.problem == "found undefined tag handle" {
            return ("a value can't begin with `!`, which a YAML tag does", start, quotes)
        }
        switch fault.problem {
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            let letter = positions.character(at: max(0, fault.index - 1)) ?? "x"
            let count = letter == "x" ? 2 : letter == "u" ? 4 : 8
            let isNumber = fault.problem.hasPrefix("found")
            let end = isNumber ? fault.index + count : fault.index
            return (
                isNumber
                    ? "this escape is the code of no character"
                    : "`\\\(letter)` is followed by \(count) hexadecimal digits",
                positions.span(max(0, fault.index - 2)..<end),
                "write the character itself, double the backslash, or put the text in single quotes"
            )
        default: return nil
        }
    }

    private static func isDirective(_ fault: EventStream.Fault, _ context: String) -> Bool {
        context.contains("directive") || fault.problem.contains("directive")
            || fault.problem == "found incompatible YAML document"
    }
}
