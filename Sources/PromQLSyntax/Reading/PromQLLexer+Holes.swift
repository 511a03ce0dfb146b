// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension PromQLLexer {
    /// Where the hole ends that begins here; nil if none does.
    func holeEnd(at start: Int) -> Int? {
        guard templates != [], start < bytes.count else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "$"): return templates.contains(.grafana) ? variableEnd(at: start) : nil
        case UInt8(ascii: "["): return templates.contains(.grafana) ? bracketsEnd(at: start) : nil
        case UInt8(ascii: "{"): return templates.contains(.actions) ? actionEnd(at: start) : nil
        case UInt8(ascii: "%"): return templates.contains(.verbs) ? verbEnd(at: start) : nil
        default: return nil
        }
    }

    /// How long a hole may be: looking for its end must not take longer than that.
    private static let longestHole = 512

    private func limit(from start: Int) -> Int { min(bytes.count, start + Self.longestHole) }

    /// `$x` or `${x.text:csv}`. A number, as in `$1`, is a group of a regular expression.
    private func variableEnd(at start: Int) -> Int? {
        let hasBraces = byte(start + 1) == UInt8(ascii: "{")
        let name = start + (hasBraces ? 2 : 1)
        guard var end = nameEnd(at: name) else { return nil }
        guard hasBraces else { return end }
        if byte(end) == UInt8(ascii: ".") {
            let field = end + 1
            end = field
            while end < limit(from: start), bytes[end] != UInt8(ascii: ":"), bytes[end] != UInt8(ascii: "}") {
                end += 1
            }
            if end == field { return nil }
        }
        if byte(end) == UInt8(ascii: ":") {
            let format = end + 1
            end = format
            while end < limit(from: start), bytes[end] != UInt8(ascii: "}") { end += 1 }
            if end == format { return nil }
        }
        return byte(end) == UInt8(ascii: "}") ? end + 1 : nil
    }

    /// `[[x]]` or `[[x:csv]]`.
    private func bracketsEnd(at start: Int) -> Int? {
        guard byte(start + 1) == UInt8(ascii: "["), var end = nameEnd(at: start + 2) else { return nil }
        if byte(end) == UInt8(ascii: ":") {
            let format = end + 1
            end = format
            while let byte = byte(end), byte.isLetterOrDigit { end += 1 }
            if end == format { return nil }
        }
        return byte(end) == UInt8(ascii: "]") && byte(end + 1) == UInt8(ascii: "]") ? end + 2 : nil
    }

    private func nameEnd(at start: Int) -> Int? {
        var end = start
        var hasLetter = false
        while let byte = byte(end), byte.isLetterOrDigit {
            hasLetter = hasLetter || !byte.isDigit
            end += 1
        }
        return hasLetter ? end : nil
    }

    /// `{{ … }}`. Of three braces in a row the first is PromQL's.
    private func actionEnd(at start: Int) -> Int? {
        guard byte(start + 1) == UInt8(ascii: "{"), byte(start + 2) != UInt8(ascii: "{") else { return nil }
        var end = start + 2
        while end + 1 < limit(from: start) {
            if bytes[end] == UInt8(ascii: "}"), bytes[end + 1] == UInt8(ascii: "}") { return end + 2 }
            end += 1
        }
        return nil
    }

    /// `%q`, or `%(selector)s` in Jsonnet.
    private func verbEnd(at start: Int) -> Int? {
        var end = start + 1
        if byte(end) == UInt8(ascii: "(") {
            while end < limit(from: start), bytes[end] != UInt8(ascii: ")") { end += 1 }
            guard byte(end) == UInt8(ascii: ")") else { return nil }
            end += 1
        }
        switch byte(end) {
        case UInt8(ascii: "q"), UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "v"), UInt8(ascii: "f"),
            UInt8(ascii: "g"):
            break
        default: return nil
        }
        // `a %s` may be a hole, but `a %second` is a calculation.
        return byte(end + 1)?.isLetterOrDigit == true && byte(start + 1) != UInt8(ascii: "(") ? nil : end + 1
    }

    /// - Parameter end: What `holeEnd` found.
    func hole(_ start: Int, _ end: Int) -> PromQLHole {
        switch bytes[start] {
        case UInt8(ascii: "{"): return .action(text(start, end))
        case UInt8(ascii: "%"): return .verb(text(start, end))
        case UInt8(ascii: "["): return .variable(variable(start + 2, end - 2))
        default:
            let hasBraces = bytes[start + 1] == UInt8(ascii: "{")
            return .variable(hasBraces ? variable(start + 2, end - 1) : GrafanaVariable(text(start + 1, end)))
        }
    }

    private func variable(_ start: Int, _ end: Int) -> GrafanaVariable {
        let nameEnd = nameEnd(at: start) ?? end
        var rest = nameEnd
        var field: String?
        if rest < end, bytes[rest] == UInt8(ascii: ".") {
            while rest < end, bytes[rest] != UInt8(ascii: ":") { rest += 1 }
            field = text(nameEnd + 1, rest)
        }
        return GrafanaVariable(
            text(start, nameEnd), field: field, format: rest < end ? text(rest + 1, end) : nil)
    }

    /// The pieces of a template, which has no escapes.
    func pieces(_ start: Int, _ end: Int) -> [PromQLString.Piece] {
        var pieces: [PromQLString.Piece] = []
        var (index, literal) = (start, start)
        while index < end {
            guard let behind = holeEnd(at: index), behind <= end else {
                index += 1
                continue
            }
            if index > literal { pieces.append(.literal(text(literal, index))) }
            pieces.append(.hole(hole(index, behind)))
            index = behind
            literal = behind
        }
        if index > literal { pieces.append(.literal(text(literal, index))) }
        return pieces
    }
}
