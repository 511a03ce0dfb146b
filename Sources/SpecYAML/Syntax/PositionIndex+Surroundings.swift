// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The characters around a place, for messages about it.
extension PositionIndex {
    /// How far to search: a bracket that is further away doesn't help the reader of a message.
    private static let lookaround = 10_000

    func text(_ indices: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        for index in indices.prefix(Self.lookaround) {
            if let character = character(at: index) { text.append(character) }
        }
        return String(text)
    }

    func isCharacter(at index: Int?, oneOf characters: String) -> Bool {
        guard let character = index.flatMap(character) else { return false }
        return characters.unicodeScalars.contains(character)
    }

    /// The first `%` at the start of a line up to a place.
    func directive(before index: Int) -> Int? {
        (max(0, index - Self.lookaround)...max(0, index)).first { current in
            character(at: current) == "%" && (current == 0 || isCharacter(at: current - 1, oneOf: "\n\r"))
        }
    }

    /// From a character to the end of its line.
    func line(from index: Int) -> String {
        var end = index
        while let character = character(at: end), character != "\n", character != "\r", end - index < Self.lookaround {
            end += 1
        }
        return text(index..<end)
    }

    /// The last character before another one that is neither a space nor a line break.
    func lastNonBlank(before index: Int) -> Int? {
        var index = index - 1
        while index >= 0, let character = character(at: index) {
            if !" \t\n\r".unicodeScalars.contains(character) { return index }
            index -= 1
        }
        return nil
    }

    /// The bracket or brace that is open before a place. Brackets in strings count too, so use this
    /// only for messages.
    func openBracket(before index: Int) -> (scalar: Unicode.Scalar, index: Int)? {
        var depth = 0
        for index in stride(from: index - 1, through: max(0, index - Self.lookaround), by: -1) {
            switch character(at: index) {
            case "}", "]": depth += 1
            case "{" where depth == 0: return ("{", index)
            case "[" where depth == 0: return ("[", index)
            case "{", "[": depth -= 1
            default: break
            }
        }
        return nil
    }
}
