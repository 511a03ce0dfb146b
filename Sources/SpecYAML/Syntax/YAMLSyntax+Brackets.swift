import SpecDiagnostics

/// Faults in brackets and braces, where a `:`, a comma and a `-` mean something else than in a line of their own.
extension YAMLSyntax {
    typealias Making = (String, Span?, String, [Finding.Related], [Finding.Fix]) -> Finding

    /// In braces a `:` before a bracket or a comma ends neither a key nor a text.
    static func finding(
        colonAt fault: EventStream.Fault, _ positions: PositionIndex, _ made: Making
    ) -> Finding {
        let text = positions.text(fault.contextIndex..<fault.index)
        let place = positions.span(fault.contextIndex..<fault.index + 1)
        let opening = positions.openBracket(before: fault.contextIndex)?.scalar
        let before = positions.lastNonBlank(before: fault.contextIndex)
        guard opening == "{", positions.isCharacter(at: before, oneOf: "{,") else {
            return made(
                "in brackets and braces a text with a `:` at this place needs quotes", place, "put the text in quotes",
                [],
                positions.isCharacter(at: fault.index + 1, oneOf: "[{")
                    ? []
                    : [.init("put it in quotes", isSafe: false, edits: [.init(replacing: place, with: "\"\(text):\"")])]
            )
        }
        switch positions.character(at: fault.index + 1) {
        case ",", "}", "]":
            return made(
                "\(quoted: text) has no value", place,
                "write it behind the `:`, with a blank between them, or delete the key", [], [])
        default:
            return MissingBlank.finding(
                text, at: positions.span(fault.contextIndex..<fault.index), notes: [restNotRead])
        }
    }

    /// There is something where only a value can stand, or nothing.
    static func finding(
        noValueAt fault: EventStream.Fault, _ positions: PositionIndex, _ made: Making
    ) -> Finding {
        let character = positions.character(at: fault.index)
        let open = positions.openBracket(before: fault.index)
        let opened = open.map { "\(quoted: $0.scalar)" } ?? "a bracket"
        let related = open.map {
            Finding.Related("the \(opened) stands here", at: positions.span(ofCharacterAt: $0.index))
        }
        guard fault.context?.contains("flow") == true else {
            let shown = character.map { "\(quoted: $0)" } ?? "this character"
            return made("a value can't begin with \(shown)", nil, "put the text in quotes, or delete it", [], [])
        }
        guard let character else {
            return made(
                "this \(opened) is never closed", open.map { positions.span(ofCharacterAt: $0.index) },
                "write the closing \(quoted: open?.scalar == "{" ? "}" : "]") where it ends", [], [])
        }
        switch character {
        case ",":
            return made(
                "there is nothing before this `,`", nil, "delete the `,`, or write what belongs before it", [], [])
        case ":":
            return made(
                "there is no key before this `:`", nil, "write the key; a text that begins with `:` belongs in quotes",
                [], [])
        case "}", "]":
            return made(
                "a \(quoted: character) can't close what \(opened) has opened", nil,
                "write \(quoted: open?.scalar == "{" ? "}" : "]"), or put a text with a bracket in quotes",
                related.map { [$0] } ?? [], [])
        case "-"
        where positions.character(at: fault.index + 1) == "-"
            && positions.span(ofCharacterAt: fault.index).start.column == 1:
            return made(
                "\(opened) is not closed before the document ends", nil, "close it, or delete the `---`",
                related.map { [$0] } ?? [], [])
        case "-":
            return made(
                "in brackets and braces elements have no `-`", nil,
                "delete the `-`, and write a comma between elements", [], [])
        default:
            return made(
                "in brackets and braces a value can't begin with \(quoted: character)", nil, "put the text in quotes",
                [], [])
        }
    }
}
