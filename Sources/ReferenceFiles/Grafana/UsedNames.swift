// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The names of variables that strings use: `$name`, `${name…}` and `[[name]]`, as Grafana and Perses read them.
struct UsedNames {
    private(set) var names: Set<String> = []

    mutating func insert(_ name: String) { names.insert(name) }

    /// Notes what any string of a value uses.
    mutating func note(_ value: DocumentValue) { value.forEachText { note($0) } }

    private mutating func note(_ text: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            guard byte == UInt8(ascii: "$") || byte == UInt8(ascii: "["), position < text.count else { continue }
            let isBracket = text[position] == (byte == UInt8(ascii: "$") ? UInt8(ascii: "{") : UInt8(ascii: "["))
            if byte == UInt8(ascii: "["), !isBracket { continue }
            let start = isBracket ? position + 1 : position
            var end = start
            while end < text.count, Self.isWord(text[end]) { end += 1 }
            guard end > start else { continue }
            names.insert(String(decoding: text[start..<end], as: UTF8.self))
            position = end
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
