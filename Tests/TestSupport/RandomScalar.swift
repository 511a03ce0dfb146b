// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A YAML text with one scalar that is put together from pieces: what it says, and where each byte of that is written,
/// are known without a reader.
package struct RandomScalar {
    package enum Style: CaseIterable, Sendable { case plain, single, double, literal, folded }

    /// The whole text. The scalar is the value of the key `k`.
    package private(set) var text: [UInt8] = []
    package private(set) var decoded: [UInt8] = []
    /// For each byte of the decoded string, the bytes of the text that stand for it.
    package private(set) var places: [Range<Int>] = []

    private let lineBreak: String
    /// What the mapping with `k` is indented by.
    private let indentation: Int

    package init(_ style: Style, using generator: inout SeededGenerator) {
        lineBreak = ["\n", "\r\n"].randomElement(using: &generator) ?? "\n"
        let (start, indentation) =
            [("k: ", 0), ("x:#  k: ", 2), ("- k: ", 2), ("x:#  - y: 1#    k: ", 4)].randomElement(using: &generator)
            ?? ("k: ", 0)
        self.indentation = indentation
        write(start.replacing("#", with: lineBreak))
        switch style {
        case .plain: flow(Self.plainWords, &generator)
        case .single:
            write("'")
            flow(Self.plainWords + [("''", "'"), (": ", ": "), ("\"", "\"")], &generator)
            write("'")
        case .double:
            write("\"")
            flow(Self.plainWords + Self.escapes, &generator)
            write("\"")
        case .literal, .folded: block(isFolded: style == .folded, &generator)
        }
        if style != .literal, style != .folded { write(lineBreak) }
        if Bool.random(using: &generator) { write("\(String(repeating: " ", count: indentation))z: 1\(lineBreak)") }
    }

    private static let plainWords: [(String, String)] = ["a", "bc", "é", "😀", "x:y", "z#w", "日本"].map { ($0, $0) }

    private static let escapes = [
        (#"\n"#, "\n"), (#"\t"#, "\t"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\x41"#, "A"),
        (#"\u00e9"#, "é"), (#"\u20AC"#, "€"), (#"\U0001F600"#, "😀"), (#"\e"#, "\u{1B}"), (#"\_"#, "\u{A0}"),
        (#"\N"#, "\u{85}"), (#"\L"#, "\u{2028}"), (#"\0"#, "\0"), (#"\ "#, " "), ("'", "'"), (": ", ": "),
    ]

    // MARK: Plain and quoted

    private mutating func flow(_ words: [(String, String)], _ generator: inout SeededGenerator) {
        let canEscapeBreaks = words.contains { $0.0 == #"\n"# }
        for number in 0..<Int.random(in: 1...8, using: &generator) {
            if number > 0 { gap(canEscapeBreaks, &generator) }
            let word = words.randomElement(using: &generator) ?? ("a", "a")
            // A space at the end of a line counts for nothing.
            let isWord = word.0.last != " " || canEscapeBreaks && word.0.first == "\\"
            let (written, meant) = isWord ? word : ("a", "a")
            write(written, meaning: meant)
        }
    }

    private mutating func gap(_ canEscapeBreaks: Bool, _ generator: inout SeededGenerator) {
        switch Int.random(in: 0..<(canEscapeBreaks ? 4 : 3), using: &generator) {
        case 0:
            let spaces = String(repeating: " ", count: Int.random(in: 1...3, using: &generator))
            write(spaces, meaning: spaces)
        case 1:
            write(spaces(0...2, &generator))
            let first = writeBreak()
            let empty = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                write(spaces(0...3, &generator))
                return writeBreak()
            }
            if empty.isEmpty { note(" ", at: first) } else { for place in empty { note("\n", at: place) } }
            write(spaces(indentation + 1...indentation + 4, &generator))
        case 2: break
        default:
            write("\\\(lineBreak)")
            write(spaces(indentation + 1...indentation + 4, &generator))
        }
    }

    // MARK: Literal and folded

    private mutating func block(isFolded: Bool, _ generator: inout SeededGenerator) {
        let further = Int.random(in: 1...4, using: &generator)
        let chomping = ["", "-", "+"].randomElement(using: &generator) ?? ""
        let hasIndicator = Bool.random(using: &generator)
        let indicators = hasIndicator ? ["\(further)\(chomping)", "\(chomping)\(further)"] : [chomping]
        write((isFolded ? ">" : "|") + (indicators.randomElement(using: &generator) ?? ""))
        if Bool.random(using: &generator) { write("  # not a part of it") }
        write(lineBreak)

        var (lastBreak, wasFurther) = (nil as Range<Int>?, false)
        for number in 0..<Int.random(in: 1...5, using: &generator) {
            let empty = emptyLines(indentation + further, &generator)
            let isFurther = (number > 0 || hasIndicator) && Int.random(in: 0..<3, using: &generator) == 0
            if let lastBreak {
                if !isFolded || wasFurther || isFurther {
                    note("\n", at: lastBreak)
                } else if empty.isEmpty {
                    note(" ", at: lastBreak)
                }
            }
            for place in empty { note("\n", at: place) }
            write(String(repeating: " ", count: indentation + further))
            if isFurther {
                let more = spaces(1...3, &generator)
                write(more, meaning: more)
            }
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let (word, _) = Self.plainWords.randomElement(using: &generator) ?? ("a", "a")
                write(word, meaning: word)
                if Bool.random(using: &generator) { write(": ", meaning: ": ") }
            }
            lastBreak = writeBreak()
            wasFurther = isFurther
        }
        let empty = emptyLines(indentation + further, &generator)
        if chomping != "-", let lastBreak { note("\n", at: lastBreak) }
        if chomping == "+" { for place in empty { note("\n", at: place) } }
    }

    /// Lines with no more spaces than the others are indented by.
    private mutating func emptyLines(_ indentation: Int, _ generator: inout SeededGenerator) -> [Range<Int>] {
        (0..<max(0, Int.random(in: -2...2, using: &generator))).map { _ in
            write(spaces(0...indentation, &generator))
            return writeBreak()
        }
    }

    // MARK: Pieces

    private func spaces(_ count: ClosedRange<Int>, _ generator: inout SeededGenerator) -> String {
        String(repeating: " ", count: Int.random(in: count, using: &generator))
    }

    private mutating func write(_ written: String) { text += written.utf8 }

    /// - Parameter meant: each byte has a place of its own where it is what was written.
    private mutating func write(_ written: String, meaning meant: String) {
        let place = text.count..<text.count + written.utf8.count
        write(written)
        for (offset, byte) in meant.utf8.enumerated() {
            decoded.append(byte)
            places.append(written == meant ? place.lowerBound + offset..<place.lowerBound + offset + 1 : place)
        }
    }

    private mutating func writeBreak() -> Range<Int> {
        write(lineBreak)
        return text.count - lineBreak.utf8.count..<text.count
    }

    private mutating func note(_ meant: String, at place: Range<Int>) {
        for byte in meant.utf8 {
            decoded.append(byte)
            places.append(place)
        }
    }
}
