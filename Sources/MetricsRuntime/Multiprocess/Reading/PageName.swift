// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Names in an exposition. Python's client permits names of any characters, which the text format 0.0.4 doesn't have.
/// Like Python's own exposition, ours has `_` for each character that isn't valid there.
enum PageName {
    enum Kind { case metric, label }

    /// - Returns: Whether the name was valid as it is.
    @discardableResult
    static func append(_ name: ArraySlice<UInt8>, _ kind: Kind, to text: inout [UInt8]) -> Bool {
        var isLegal = true
        var isFirst = true
        for byte in name {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                text.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: text.append(byte)
            case UInt8(ascii: ":") where kind == .metric: text.append(byte)
            // The bytes of a character after its first one.
            case 0x80..<0xC0: continue
            default:
                text.append(UInt8(ascii: "_"))
                isLegal = false
            }
            isFirst = false
        }
        return isLegal
    }

    static func metric(_ name: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        append(name, .metric, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// A name from a file, for a message: without control characters, and shortened if it is long.
    static func inMessage(_ name: String) -> String {
        let longest = 120
        var text = ""
        for scalar in name.unicodeScalars.prefix(longest) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return name.unicodeScalars.count > longest ? text + "…" : text
    }
}
