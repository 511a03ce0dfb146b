// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics

package enum MissingSpace {
    package static let rule = Rule(code: "MG0014", name: "missing-space")

    /// - Parameter place: where the key starts.
    package static func finding(_ key: String, at place: Span, notes: [String] = []) -> Finding {
        let colon = key.unicodeScalars.count + 1
        let end = Position(line: place.start.line, column: place.start.column + colon)
        let behind = Span(source: place.source, start: end, end: end)
        return Finding(
            rule, at: Span(source: place.source, start: place.start, end: end),
            "the `:` of `\(key):` needs a space after it to end the key", underline: "write `\(key): `",
            notes: notes,
            fixes: [.init("write a space after the `:`", isSafe: false, edits: [.init(replacing: behind, with: " ")])])
    }

    /// The key at the start of a string if the space after its `:` was forgotten, or nil. An address (`https://…`) and
    /// a name in a namespace (`a::b`) don't start with a key.
    package static func key(in text: String) -> String? {
        let scalars = text.unicodeScalars
        let key = scalars.prefix(while: isOfName)
        guard let first = key.first, !isDigit(first), key.endIndex < scalars.endIndex, scalars[key.endIndex] == ":"
        else { return nil }
        let rest = scalars[scalars.index(after: key.endIndex)...]
        guard let next = rest.first, !" \t\n\r:/\\".unicodeScalars.contains(next) else { return nil }
        return String(key)
    }

    /// The value after the `:` of such a key.
    package static func value(in text: String) -> String? {
        key(in: text).map { String(text.unicodeScalars.dropFirst($0.unicodeScalars.count + 1)) }
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
