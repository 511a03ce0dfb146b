// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Sees at once that most patterns are valid: names, dots with a star or plus, and bars between them.
enum PatternScan {
    /// - Returns: False if only the reader of regular expressions can tell.
    static func isPlain(_ pattern: String) -> Bool {
        var canRepeat = false
        for byte in pattern.utf8 {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard canRepeat else { return false }
                canRepeat = false
            case UInt8(ascii: "|"): canRepeat = false
            case UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "{"),
                UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "$"):
                return false
            default: canRepeat = true
            }
        }
        return true
    }
}
