// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// How many cells a terminal needs for a character. The tables are those of Unicode 16 (East Asian Width), as far as
/// there are characters that fonts have.
package enum CellWidth {
    static func width(of character: Character) -> Int {
        // Most lines hold nothing else.
        if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
        // An emoji is one picture, whatever joins or colours it; so are the two letters of a flag, and a sign that a
        // selector makes an emoji.
        let scalars = character.unicodeScalars
        if let first = scalars.first, first.value >= 0x1100, first.properties.isEmojiPresentation,
            !isRegional(first) || scalars.count > 1
        {
            return 2
        }
        if scalars.contains("\u{FE0F}") { return 2 }
        // Letters of Indian scripts that are joined each have their place.
        return scalars.reduce(0) { $0 + width(of: $1) }
    }

    /// As programs count that look at one scalar after the other.
    package static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        // Vowels and final consonants of Korean syllables that are written letter by letter.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value) { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return scalar.properties.isEmojiPresentation && !isRegional(scalar) || isIdeographic(scalar.value)
    }

    private static func isRegional(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }

    private static func isIdeographic(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x1F300...0x1F320,
            0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default: false
        }
    }
}
