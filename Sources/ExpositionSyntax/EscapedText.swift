// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Escape sequences of helps and label values: `\\`, `\n` and, where quotes need them, `\"`. Any other backslash is itself.
enum EscapedText {
    /// - Returns: nil where the bytes are not UTF-8.
    static func decode(_ bytes: ArraySlice<UInt8>, quotes: Bool) -> String? {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(validating: bytes, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
                decoded.append(byte)
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "\\"): decoded.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "n"): decoded.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\"") where quotes: decoded.append(UInt8(ascii: "\""))
            default:
                decoded.append(byte)
                continue
            }
            index += 1
        }
        return String(validating: decoded, as: UTF8.self)
    }
}
