// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Strings that a typing error makes from a valid one: one token deleted, written twice, swapped with another, or cut off
/// in the middle. Code that reads such a string may report errors, and must not crash or point outside of it.
package struct Mutations {
    private let tokens: [Substring]

    /// Words, runs of spaces, and each other character by itself.
    package init(of text: String) {
        var tokens: [Substring] = []
        var rest = Substring(text)
        while let first = rest.first {
            let isWord = { (character: Character) in character.isLetter || character.isNumber || character == "_" }
            let token =
                isWord(first) ? rest.prefix(while: isWord) : first == " " ? rest.prefix { $0 == " " } : rest.prefix(1)
            tokens.append(token)
            rest = rest.dropFirst(token.count)
        }
        self.tokens = tokens
    }

    /// The string without one of its tokens, for each of them but the spaces between words.
    package var shortened: [String] {
        tokens.indices.filter { tokens[$0] != " " }.map { (tokens[..<$0] + tokens[($0 + 1)...]).joined() }
    }

    package func next(using generator: inout SeededGenerator) -> String {
        guard tokens.count > 1 else { return "" }
        var mutated = tokens
        let (one, other) = (
            tokens.indices.randomElement(using: &generator), tokens.indices.randomElement(using: &generator)
        )
        guard let one, let other else { return "" }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: mutated.remove(at: one)
        case 1: mutated.insert(tokens[one], at: one)
        case 2: mutated.swapAt(one, other)
        case 3: mutated.replaceSubrange(one..., with: [tokens[one].prefix(tokens[one].count / 2)])
        case 4: mutated[one] = tokens[other]
        default: mutated.insert(Self.surprises.randomElement(using: &generator) ?? "", at: one)
        }
        return mutated.joined()
    }

    private static let surprises: [Substring] = [
        "\t", "\n", "\r\n", "\"", "'", "{", "}", "[", "]", ": ", "- ", "# ", "|", ">", "&a ", "*a", "!!str ", "? ", "$",
        "茶", "👩‍👩‍👧", "\u{2028}", "\u{85}", "\0", "\u{FEFF}", "---\n", "...\n", "%YAML 1.2\n", "~", "-1",
        "99999999999999999999", "1e999", ".inf", "@", "`", "<<: ", "\\",
    ]
}
