// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

/// YAML features that a spec doesn't use: directives, tags, anchors, block scalar headers, escape sequences. If libyaml
/// fails at one of them, it was most likely meant as a string.
enum OddNotation {
    typealias Wording = (message: String, span: Span?, help: String)

    /// Nil if it failed at something else.
    static func wording(
        of fault: EventStream.Fault, _ character: Unicode.Scalar?, _ positions: PositionIndex
    ) -> Wording? {
        let context = fault.context ?? ""
        let start = positions.span(ofCharacterAt: fault.contextIndex)
        let quotes = "put the string in quotes"
        let directive = positions.directive(before: fault.index)
        if isDirective(fault, context) || (fault.problem.contains("<document start>") && directive != nil) {
            return (
                "a line that starts with `%` is a YAML directive, which isn't allowed in a spec",
                directive.map(positions.span(ofCharacterAt:)),
                "delete the line; put a key that starts with `%` in quotes"
            )
        }
        switch context {
        case "while scanning an anchor": return ("a value can't start with `&` and a space", start, quotes)
        case "while scanning an alias": return ("a value can't start with `*` without a name", start, quotes)
        case "while scanning a block scalar" where !fault.problem.contains("tab"):
            let mark = positions.character(at: fault.contextIndex).map { "\(quoted: $0)" } ?? "`|`"
            return (
                "a string after \(mark) starts on the next line", nil,
                "start it there, or put the string in quotes if the \(mark) is part of it"
            )
        default: break
        }
        if context.hasSuffix("a tag") || fault.problem == "found undefined tag handle" {
            return ("a value can't start with `!`, which starts a YAML tag", start, quotes)
        }
        switch fault.problem {
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            let letter = positions.character(at: max(0, fault.index - 1)) ?? "x"
            let count = letter == "x" ? 2 : letter == "u" ? 4 : 8
            let isNumber = fault.problem.hasPrefix("found")
            let end = isNumber ? fault.index + count : fault.index
            return (
                isNumber
                    ? "this escape sequence isn't the code of a character"
                    : "`\\\(letter)` must be followed by \(count) hexadecimal digits",
                positions.span(max(0, fault.index - 2)..<end),
                "write the character itself, double the backslash, or put the string in single quotes"
            )
        default: return nil
        }
    }

    private static func isDirective(_ fault: EventStream.Fault, _ context: String) -> Bool {
        context.contains("directive") || fault.problem.contains("directive")
            || fault.problem == "found incompatible YAML document"
    }
}
