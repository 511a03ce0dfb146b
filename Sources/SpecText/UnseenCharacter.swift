// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension Substring {
    /// As a line of a comment shows it: a space for a control character, and `[U+202E]` for what nobody sees.
    package var shownInComment: String {
        var shown = ""
        for scalar in unicodeScalars {
            if scalar.value < 0x20 {
                shown += " "
            } else if scalar.isUnseen {
                shown += scalar.codePoint
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}

extension Unicode.Scalar {
    /// Whether a reader doesn't see it, or sees other text in another order because of it: what controls the direction
    /// of a line (U+202E makes `cba` of `abc`), has no width, or ends a line where nobody expects it. The two that join
    /// letters and emoji are none of these.
    package var isUnseen: Bool {
        switch value {
        case ..<0x20: self != "\n" && self != "\r" && self != "\t"
        case ..<0x7F: false
        case 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    /// `[U+202E]`: what a reader sees instead.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
    }
}
