// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The key of an entry, byte for byte as Prometheus' Python client makes it: what `json.dumps(…, sort_keys=True)` prints
/// of family, sample, labels and help.
enum EntryKey {
    static func bytes(family: String, sample: String, labels: [SeriesLabel], help: String) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(64 + help.utf8.count)
        text.append(UInt8(ascii: "["))
        appendText(family, to: &text)
        text.append(contentsOf: ", ".utf8)
        appendText(sample, to: &text)
        text.append(contentsOf: ", {".utf8)
        for (index, label) in labels.inOrder.enumerated() {
            if index > 0 { text.append(contentsOf: ", ".utf8) }
            appendText(label.name, to: &text)
            text.append(contentsOf: ": ".utf8)
            appendText(label.value, to: &text)
        }
        text.append(contentsOf: "}, ".utf8)
        appendText(help, to: &text)
        text.append(UInt8(ascii: "]"))
        return text
    }

    private static func appendText(_ value: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for unit in value.utf16 {
            switch unit {
            case 0x22: text.append(contentsOf: #"\""#.utf8)
            case 0x5C: text.append(contentsOf: #"\\"#.utf8)
            case 0x20...0x7E: text.append(UInt8(unit))
            case 0x0A: text.append(contentsOf: #"\n"#.utf8)
            case 0x0D: text.append(contentsOf: #"\r"#.utf8)
            case 0x09: text.append(contentsOf: #"\t"#.utf8)
            case 0x0C: text.append(contentsOf: #"\f"#.utf8)
            case 0x08: text.append(contentsOf: #"\b"#.utf8)
            default:
                text.append(contentsOf: #"\u"#.utf8)
                for shift in [12, 8, 4, 0] as [UInt16] {
                    let digit = UInt8((unit >> shift) & 0xF)
                    text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    /// The family of a counter has no `_total` there; its samples have.
    static func counterFamily(_ name: String) -> String { MetricKind.counter.openMetricsFamily(ofName: name) }
}
