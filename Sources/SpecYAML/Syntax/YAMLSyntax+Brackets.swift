// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Errors in brackets and braces, where `:`, commas and `-` have another meaning than in block style.
extension YAMLSyntax {
    typealias Making = (String, Span?, String, [Finding.Related], [Finding.Fix]) -> Finding

    /// In braces, a `:` before a bracket or a comma ends neither a key nor a string.
    static func finding(
        colonAt fault: EventStream.Fault, _ positions: PositionIndex, _ made: Making
    ) -> Finding {
        let text = positions.text(fault.contextIndex..<fault.index)
        let place = positions.span(fault.contextIndex..<fault.index + 1)
        let opening = positions.openBracket(before: fault.contextIndex)?.scalar
        let before = positions.lastNonBlank(before: fault.contextIndex)
        guard opening == "{", positions.isCharacter(at: before, oneOf: "{,") else {
            return made(
                "in brackets and braces a string with a `:` at this place needs quotes", place,
                "put the string in quotes",
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
                "write it after the `:` and a space, or delete the key", [], [])
        default:
            return MissingSpace.finding(
                text, at: positions.span(fault.contextIndex..<fault.index), notes: [restNotRead])
        }
    }

    /// There is something other than a value, or nothing, where a value is expected.
    static func finding(
        noValueAt fault: EventStream.Fault, _ positions: PositionIndex, _ made: Making
    ) -> Finding {
        let character = positions.character(at: fault.index)
        let open = positions.openBracket(before: fault.index)
        let opened = open.map { "\(quoted: $0.scalar)" } ?? "a bracket"
        let related = open.map {
            Finding.Related("the \(opened) is here", at: positions.span(ofCharacterAt: $0.index))
        }
        guard fault.context?.contains("flow") == true else {
            let shown = character.map { "\(quoted: $0)" } ?? "this character"
            return made("a value can't start with \(shown)", nil, "put the string in quotes, or delete it", [], [])
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
                "there is no key before this `:`", nil, "write the key; put a string that starts with `:` in quotes",
                [], [])
        case "}", "]":
            return made(
                "a \(quoted: character) doesn't match \(opened)", nil,
                "write \(quoted: open?.scalar == "{" ? "}" : "]"), or put a string with a bracket in quotes",
                related.map { [$0] } ?? [], [])
        case "-"
        where positions.character(at: fault.index + 1) == "-"
            && positions.span(ofCharacterAt: fault.index).start.column == 1:
            return made(
                "\(opened) isn't closed before the document ends", nil, "close it, or delete the `---`",
                related.map { [$0] } ?? [], [])
        case "-":
            return made(
                "in brackets and braces, elements don't start with `-`", nil,
                "delete the `-`, and write a comma between elements", [], [])
        default:
            return made(
                "in brackets and braces a value can't start with \(quoted: character)", nil, "put the string in quotes",
                [], [])
        }
    }
}
