import SpecDiagnostics

/// Faults of the notation itself, at which libyaml gives up. Its own words presume that the reader knows how a YAML
/// parser works; these say what to look for.
enum YAMLSyntax {
    static let rule = Rule(
        code: "MG0004", name: "yaml-syntax",
        explanation: """
            The file is not YAML: a quote or a bracket is never closed, a line is indented differently from its \
            neighbours, a text holds `: ` or begins with a character that means something in YAML. The rest of the \
            file after such a place is not read. When in doubt, put the text in double quotes.
            """,
        badExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop that was visited.}
            """,
        goodExample: """
            metricsgen: 1
            product: {name: shop, version: "1.0"}
            labels:
              shop: {help: "The shop that was visited."}
            """)

    static let restNotRead = "the rest of the file was not read"

    /// - Parameter textEnd: where the last text without quotes ended.
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
                "a text goes on after its closing quote",
                help:
                    "put the whole text in quotes; a quote in it is written twice in single quotes, and as `\\\"` in double quotes"
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
            return made("a value can't begin with \(shown)", help: "put the text in quotes")
        case "found unexpected end of stream":
            return made(
                "this quoted text is never closed", at: context, help: "write the closing quote where the text ends")
        case "found unexpected document indicator":
            return made(
                "this quoted text is not closed before the document ends", at: context,
                help: "write the closing quote where the text ends")
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            let isMapping = fault.problem.hasSuffix("'}'")
            let (opening, closing) = isMapping ? ("{", "}") : ("[", "]")
            // In the line of the brace it is a text that goes on behind a colon; in a later one the brace is forgotten.
            let isInText = character == ":" && context.start.line == problem.start.line
            if let textEnd, let comment = positions.comment(after: textEnd) {
                let span = positions.span(comment..<comment + 1)
                return made(
                    "expected `,` or \(quoted: closing) before this comment", at: span,
                    help: "put a text that holds ` #` in quotes, or write \(quoted: closing) before the comment",
                    related: [.init("the \(quoted: opening) stands here", at: context)])
            }
            if character == "]" || character == "}" {
                return made(
                    "a \(quoted: isMapping ? "]" : "}") can't close what \(quoted: opening) has opened",
                    help: "write \(quoted: closing), or put a text with a bracket in quotes",
                    related: [.init("the \(quoted: opening) stands here", at: context)])
            }
            return made(
                "expected `,` or \(quoted: closing) here",
                help: isInText
                    ? "put the text in quotes if the `:` is part of it; else write `,` or \(quoted: closing) before the key"
                    : "close the \(quoted: opening), or put a text that holds a comma or a colon in quotes",
                related: [.init("the \(quoted: opening) stands here", at: context)])
        case "found unexpected ':'":
            return finding(colonAt: fault, positions) { made($0, at: $1, help: $2, related: $3, fixes: $4) }
        case "did not find expected node content":
            return finding(noValueAt: fault, positions) { made($0, at: $1, help: $2, related: $3, fixes: $4) }
        case "did not find expected key" where character == "}" || character == "]":
            return made(
                "this \(quoted: character.map(String.init) ?? "") closes nothing",
                help: "delete it, or put the text in quotes if it is part of it")
        case "did not find expected key"
        where positions.isCharacter(at: lastInLine(before: fault, positions), oneOf: "]}"):
            return made(
                "something follows a value that has ended with its bracket",
                help: "put the whole value in quotes if it is a text; else delete what follows")
        case "did not find expected key":
            return made(
                "expected a key here",
                help: "indent this line like the keys above it; a text that goes on in the next line needs quotes",
                related: [.init("the mapping that it belongs to starts here", at: context)])
        case "did not find expected '-' indicator":
            return made(
                "expected `-` here, like before the elements above", help: "write `- ` first, or indent less",
                related: [.init("the list starts here", at: context)])
        case "could not find expected ':'":
            if let key = MissingBlank.key(in: positions.line(from: fault.contextIndex)) {
                return MissingBlank.finding(key, at: context, notes: [restNotRead])
            }
            return made("this line has no `:` after its key", at: context, help: "write `key: value`")
        case "mapping values are not allowed in this context":
            return made(
                "a `:` with a blank after it can't stand here",
                help: "put the text in quotes if the `:` is part of it; else look at the indentation")
        case "block sequence entries are not allowed in this context":
            return made(
                "a list can't start in this line",
                help: "start it in the next line, or write it as `[…]`; a text that begins with `-` belongs in quotes")
        case "mapping keys are not allowed in this context":
            return made(
                "a key can't stand here",
                help: "start the mapping in the next line; a text that begins with `?` belongs in quotes")
        case "found unknown escape character":
            // The mark is at the backslash; what follows it is the letter that means nothing.
            let letter = positions.character(at: fault.index + 1).map { "`\\\($0)`" } ?? "this"
            return made(
                "\(letter) is no escape in a YAML text", at: positions.span(fault.index..<fault.index + 2),
                help: "double the backslash, or put the text in single quotes")
        case "did not find expected <document start>":
            return made(
                "the file could end before this place, and something follows",
                help: "look at the indentation: the first line of a file decides what its other lines look like")
        default:
            let doing = fault.context.map { " (\($0))" } ?? ""
            return Finding(
                rule, at: problem, "this is not YAML",
                notes: ["in the words of the YAML reader: \(fault.problem)\(doing)", restNotRead],
                help: "when in doubt, put the text in double quotes")
        }
    }

    /// Whether a text has ended with its quote, and something follows.
    private static func isBehindQuote(_ fault: EventStream.Fault, _ positions: PositionIndex) -> Bool {
        guard fault.problem.hasPrefix("did not find expected"), !positions.isCharacter(at: fault.index, oneOf: "]}")
        else { return false }
        // In brackets a comma may have been forgotten behind the blank.
        let isInLine = fault.problem == "did not find expected key"
        let last = isInLine ? lastInLine(before: fault, positions) : fault.index - 1
        return positions.isCharacter(at: last, oneOf: "'\"")
    }

    /// The last character before the fault that is no blank, if it stands in the same line.
    private static func lastInLine(before fault: EventStream.Fault, _ positions: PositionIndex) -> Int? {
        guard let index = positions.lastNonBlank(before: fault.index),
            positions.position(index).line == positions.position(fault.index).line
        else { return nil }
        return index
    }

    /// Of a text that begins with `*` and goes on behind its first word.
    static func finding(textBeginningWithAlias span: Span) -> Finding {
        Finding(
            rule, at: span, "a text can't begin with `*`, by which YAML repeats a value", notes: [restNotRead],
            help: "put the text in quotes")
    }
}
