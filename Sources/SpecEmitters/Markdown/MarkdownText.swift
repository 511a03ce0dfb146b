// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecOutput
import SpecText

/// Strings of the spec as GitHub-flavoured Markdown that shows them exactly, anywhere in a page: in a paragraph, a
/// list item or the cell of a table.
package enum MarkdownText {
    /// How a `$` is written. GitHub reads two of them on a line as mathematics unless each is in an element of its
    /// own; Grafana replaces `$name` as a variable before it reads Markdown, and doesn't recognise an entity.
    package enum Dollar: String {
        case element = "<span>&#36;</span>"
        case entity = "&#36;"
    }

    /// The string on one line; its line breaks become `<br>`, since a table's row is one line.
    package static func prose(_ text: String, dollar: Dollar = .element) -> String {
        if isPlain(text) { return text }
        let scalars = Array(text.unicodeScalars)
        var escaped = ""
        for (index, scalar) in scalars.enumerated() {
            let previous = index > 0 ? scalars[index - 1] : nil
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let isEdge = previous == nil || next == nil || isLineBreak(previous) || isLineBreak(next)
            switch scalar {
            case "\\", "`", "*", "[", "]", "|", "~": escaped += "\\\(scalar)"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "$": escaped += dollar.rawValue
            // Between letters or digits it isn't markup, and names stay readable in the source.
            case "_": escaped += isWord(previous) && isWord(next) ? "_" : "\\_"
            // A plain address would become a link, whose text isn't unescaped.
            case ":" where next == "/": escaped += "\\:"
            case "." where isEndOfWWW(scalars[..<index]): escaped += "\\."
            case "\r" where next == "\n": continue
            case "\n", "\r": escaped += "<br>"
            // Markdown removes spaces and tabs at the edges of a line and of a cell.
            case " " where isEdge, "\t" where isEdge: escaped += "&#\(scalar.value);"
            // Right-to-left scripts need these; an entity is visible in the source.
            case "\u{61C}", "\u{200E}", "\u{200F}": escaped += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
            case let unseen where unseen.isUnseen: escaped += prose(unseen.codePoint)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Whether nothing in it can be taken for markup: letters, digits, single spaces and some punctuation, as in most
    /// helps. Checked first, since escaping scalar by scalar takes most of the time of a page.
    private static func isPlain(_ text: String) -> Bool {
        var last = UInt8(ascii: " ")
        let isPlain = text.allUnits { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "%"),
                UInt8(ascii: "-"), UInt8(ascii: "'"):
                break
            // After `www` it would begin an address.
            case UInt8(ascii: ".") where last != UInt8(ascii: "w") && last != UInt8(ascii: "W"): break
            case UInt8(ascii: " ") where last != UInt8(ascii: " "): break
            default: return false
            }
            last = byte
            return true
        }
        return isPlain && last != UInt8(ascii: " ")
    }

    /// The string as a paragraph of its own: its first characters don't begin a heading, a list, a rule or code.
    static func paragraph(_ text: String) -> String {
        let line = prose(text)
        guard let first = line.first else { return "" }
        if "#-+=".contains(first) { return "\\" + line }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line[digits.endIndex...]
        if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return "\(digits)\\\(rest)" }
        return line
    }

    /// The string as code. In backquotes if it has no characters that they can't hold inside a table.
    package static func code(_ text: String) -> String {
        if isPlainCode(text) { return "`\(text)`" }
        // Spaces alone would be invisible.
        let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        return "<code>\(isBlank ? "\"" : "")\(prose(text))\(isBlank ? "\"" : "")</code>"
    }

    fileprivate static func isPlainCode(_ text: String) -> Bool {
        let isPlain = text.allUnits { unit in
            switch unit {
            case UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "$"): false
            default: (0x21...0x7E).contains(unit)
            }
        }
        return isPlain && !text.isEmpty
    }

    /// A link to an anchor of the same page; `label` is Markdown already.
    static func link(_ label: String, to anchor: String) -> String { "[\(label)](#\(anchor))" }

    /// The target of a link. It is invisible.
    static func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar?) -> Bool { scalar == "\n" || scalar == "\r" }

    private static func isEndOfWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        String(String.UnicodeScalarView(scalars.suffix(3))).lowercased() == "www"
    }
}

// The same without an intermediate string: a page of thousands of metrics consists of these.
extension UTF8Text {
    mutating func append(code text: String) {
        guard MarkdownText.isPlainCode(text) else { return append(MarkdownText.code(text)) }
        append("`")
        append(text)
        append("`")
    }

    mutating func append(prose text: String) { append(MarkdownText.prose(text)) }

    mutating func append(linkOnCode text: String, to anchor: String) {
        append("[")
        append(code: text)
        append("](#")
        append(anchor)
        append(")")
    }

    mutating func append(anchor name: String) {
        append("<a id=\"")
        append(name)
        append("\"></a>")
    }
}
