// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What the query of a dashboard's variable asks Prometheus for.
struct VariableQuery {
    let expression: PlacedString
    /// The label whose values are asked for.
    let label: PlacedString?

    /// Nil if it names no series: `metrics(regex)`, `label_names()`, `label_values(label)`.
    init?(_ query: PlacedString) {
        let bytes = Array(query.text.utf8)
        let all = Self.trimmed(0..<bytes.count, of: bytes)
        guard !all.isEmpty else { return nil }
        func argument(of function: StaticString) -> Range<Int>? {
            let length = function.utf8CodeUnitCount
            guard all.count > length + 1, bytes[all.lowerBound + length] == UInt8(ascii: "("),
                bytes[all.upperBound - 1] == UInt8(ascii: ")"),
                (0..<length).allSatisfy({ bytes[all.lowerBound + $0] == function.utf8Start[$0] })
            else { return nil }
            return Self.trimmed(all.lowerBound + length + 1..<all.upperBound - 1, of: bytes)
        }
        var expression = all
        var label: Range<Int>?
        if argument(of: "metrics") != nil {
            return nil
        } else if let inner = argument(of: "label_names") ?? argument(of: "query_result") {
            expression = inner
        } else if let inner = argument(of: "label_values") {
            // The label is behind the last comma, since the expression may have commas too.
            guard let comma = bytes[inner].lastIndex(of: UInt8(ascii: ",")) else { return nil }
            expression = Self.trimmed(inner.lowerBound..<comma, of: bytes)
            let name = Self.trimmed(comma + 1..<inner.upperBound, of: bytes)
            guard !name.isEmpty, bytes[name].allSatisfy(Self.isOfLabel) else { return nil }
            label = name
        }
        guard !expression.isEmpty else { return nil }
        self.expression = query.part(expression)
        self.label = label.map(query.part)
    }

    /// The pattern of `metrics(pattern)`, which asks for names of series and may match a part of each; nil for any other
    /// query.
    static func namePattern(of query: PlacedString) -> PlacedString? {
        let bytes = Array(query.text.utf8)
        let all = trimmed(0..<bytes.count, of: bytes)
        let function = Array("metrics(".utf8)
        guard all.count > function.count + 1, bytes[all].starts(with: function),
            bytes[all.upperBound - 1] == UInt8(ascii: ")")
        else { return nil }
        return query.part(trimmed(all.lowerBound + function.count..<all.upperBound - 1, of: bytes))
    }

    private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var range = range
        while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
        while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
        return range
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Of a label's name, or of a variable in its place.
    private static func isOfLabel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_${}[]:".utf8.contains(byte)
        }
    }
}
