// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// Syntax errors, at which libyaml stops. Its own messages require knowledge of how a YAML parser works; these say what
/// to look for.
package enum YAMLSyntax {
    package static let rule = Rule(code: "MG0004", name: "yaml-syntax")

    static let restNotRead = "the rest of the file was not read"

    /// - Parameter textEnd: where the last string without quotes ended.
    static func finding(_ fault: EventStream.Fault, after textEnd: Int?, positions: PositionIndex) -> Finding {
        let context = positions.span(ofCharacterAt: fault.contextIndex)
        let problem = positions.span(ofCharacterAt: fault.index)
        let character = positions.character(at: fault.index)
        func made(
            _ message: String, at span: Span? = nil, help: String, related: [Finding.Related] = [],
            fixes: [Finding.Fix] = []
        ) -> Finding {
            Finding(
                rule, at: span ?? problem, message, notes: [restNotRead], help: help, related: related, fixes: fixes)
        }
        if isBehindQuote(fault, positions) {
            return made(
                "a string continues after its closing quote",
                help:
                    "put the whole string in quotes; inside single quotes write `'` twice, inside double quotes write `\\\"`"
            )
        }
        if let wording = OddNotation.wording(of: fault, character, positions) {
            return made(wording.message, at: wording.span, help: wording.help)
        }
        switch fault.problem {
        case "found character that cannot start any token" where character == "\t",
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            let tab = positions.tab(inLineOf: fault.index)
            return TabIndentation.finding(at: positions.span(tab..<tab + 1))
        case "found character that cannot start any token":
            let shown = character.map { "\(quoted: $0)" } ?? "this character"
            return made("a value can't start with \(shown)", help: "put the string in quotes")
        case "found unexpected end of stream":
            return made(
                "this quoted string is never closed", at: context, help: "write the closing quote where the string ends"
            )
        case "found unexpected document indicator":
            return made(
                "this quoted string isn't closed before the document ends", at: context,
                help: "write the closing quote where the string ends")
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            let isMapping = fault.problem.hasSuffix("'}'")
            let (opening, closing) = isMapping ? ("{", "}") : ("[", "]")
            // In the line of the brace, a string continues after a colon; in a later line, the brace was forgotten.
            let isInText = character == ":" && context.start.line == problem.start.line
            if let textEnd, let comment = positions.comment(after: textEnd) {
                let span = positions.span(comment..<comment + 1)
                return made(
                    "expected `,` or \(quoted: closing) before this comment", at: span,
                    help: "put a string that contains ` #` in quotes, or write \(quoted: closing) before the comment",
                    related: [.init("the \(quoted: opening) is here", at: context)])
            }
            if character == "]" || character == "}" {
                return made(
                    "a \(quoted: isMapping ? "]" : "}") doesn't match \(quoted: opening)",
                    help: "write \(quoted: closing), or put a string with a bracket in quotes",
                    related: [.init("the \(quoted: opening) is here", at: context)])
            }
            return made(
                "expected `,` or \(quoted: closing) here",
                help: isInText
                    ? "put the string in quotes if the `:` is part of it; otherwise write `,` or \(quoted: closing) before the key"
                    : "close the \(quoted: opening), or put a string that contains a comma or a colon in quotes",
                related: [.init("the \(quoted: opening) is here", at: context)])
        case "found unexpected ':'":
            return finding(colonAt: fault, positions) { made($0, at: $1, help: $2, related: $3, fixes: $4) }
        case "did not find expected node content":
            return finding(noValueAt: fault, positions) { made($0, at: $1, help: $2, related: $3, fixes: $4) }
        case "did not find expected key" where character == "}" || character == "]":
            return made(
                "this \(quoted: character.map(String.init) ?? "") closes nothing",
                help: "delete it, or put the string in quotes if it is part of one")
        case "did not find expected key"
        where positions.isCharacter(at: lastInLine(before: fault, positions), oneOf: "]}"):
            return made(
                "there is something after the closing bracket of this value",
                help: "put the whole value in quotes if it is a string; otherwise delete what follows")
        case "did not find expected key":
            return made(
                "expected a key here",
                help: "indent this line like the keys above it; a string that continues on the next line needs quotes",
                related: [.init("the mapping that it belongs to starts here", at: context)])
        case "did not find expected '-' indicator":
            return made(
                "expected `-` here, like before the elements above", help: "write `- ` first, or indent less",
                related: [.init("the list starts here", at: context)])
        case "could not find expected ':'":
            if let key = MissingSpace.key(in: positions.line(from: fault.contextIndex)) {
                return MissingSpace.finding(key, at: context, notes: [restNotRead])
            }
            return made("this line has no `:` after its key", at: context, help: "write `key: value`")
        case "mapping values are not allowed in this context":
            return made(
                "`: ` is not allowed here",
                help: "put the string in quotes if the `:` is part of it; otherwise check the indentation")
        case "block sequence entries are not allowed in this context":
            return made(
                "a list can't start on this line",
                help: "start it on the next line, or write it as `[…]`; put a string that starts with `-` in quotes")
        case "mapping keys are not allowed in this context":
            return made(
                "a key is not allowed here",
                help: "start the mapping on the next line; put a string that starts with `?` in quotes")
        case "found unknown escape character":
            // The mark is at the backslash; the unknown letter follows it.
            let letter = positions.character(at: fault.index + 1).map { "`\\\($0)`" } ?? "this"
            return made(
                "\(letter) is not a valid escape sequence in a YAML string",
                at: positions.span(fault.index..<fault.index + 2),
                help: "double the backslash, or put the string in single quotes")
        case "did not find expected <document start>":
            return made(
                "the document ends before this place, but the file continues",
                help: "check the indentation: it must match that of the file's first line")
        default:
            let doing = fault.context.map { " (\($0))" } ?? ""
            return Finding(
                rule, at: problem, "this isn't valid YAML",
                notes: ["in the words of the YAML reader: \(fault.problem)\(doing)", restNotRead],
                help: "when in doubt, put the string in double quotes")
        }
    }

    /// Whether a string has ended with its quote, and something follows.
    private static func isBehindQuote(_ fault: EventStream.Fault, _ positions: PositionIndex) -> Bool {
        guard fault.problem.hasPrefix("did not find expected"), !positions.isCharacter(at: fault.index, oneOf: "]}")
        else { return false }
        // In brackets, a comma may have been forgotten after the space.
        let isInLine = fault.problem == "did not find expected key"
        let last = isInLine ? lastInLine(before: fault, positions) : fault.index - 1
        return positions.isCharacter(at: last, oneOf: "'\"")
    }

    /// The last character before the error that isn't a space, if it is on the same line.
    private static func lastInLine(before fault: EventStream.Fault, _ positions: PositionIndex) -> Int? {
        guard let index = positions.lastNonBlank(before: fault.index),
            positions.position(index).line == positions.position(fault.index).line
        else { return nil }
        return index
    }

    /// For a string that starts with `*` and continues after its first word.
    static func finding(textBeginningWithAlias span: Span) -> Finding {
        Finding(
            rule, at: span, "a string can't start with `*`, which repeats a value in YAML", notes: [restNotRead],
            help: "put the string in quotes")
    }
}
