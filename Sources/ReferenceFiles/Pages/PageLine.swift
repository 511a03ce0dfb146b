// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A line of a page.
struct PageLine {
    /// Without the line break.
    let content: Range<Int>
    /// Behind the line break.
    let end: Int

    static func lines(of bytes: [UInt8]) -> [PageLine] {
        var lines: [PageLine] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            var next = min(end + 1, bytes.count)
            if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { next += 1 }
            lines.append(PageLine(content: start..<end, end: next))
            start = next
        }
        return lines
    }

    /// How wide the spaces and tabs between two places are. A tab reaches to the next column that four divides.
    func columns(in bytes: [UInt8], from start: Int, to end: Int) -> Int {
        bytes[start..<end].reduce(0) { $1 == 0x09 ? ($0 / 4 + 1) * 4 : $0 + 1 }
    }

    /// How many quotations the line is in, and where it begins inside them.
    func quotes(in bytes: [UInt8], atMost limit: Int) -> (depth: Int, start: Int) {
        var (depth, start) = (0, content.lowerBound)
        while depth < limit {
            var next = start
            while next < content.upperBound, bytes[next] == 0x20, next - start < 4 { next += 1 }
            guard next < content.upperBound, bytes[next] == UInt8(ascii: ">"), next - start < 4 else { break }
            next += 1
            if next < content.upperBound, bytes[next] == 0x20 { next += 1 }
            (depth, start) = (depth + 1, next)
        }
        return (depth, start)
    }

    /// Where the text begins behind the marks of list items: `- `, `1. `.
    func items(in bytes: [UInt8], from first: Int) -> Int {
        var start = first
        while true {
            var next = start
            switch bytes[next] {
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): next += 1
            default:
                while next < content.upperBound, (0x30...0x39).contains(bytes[next]) { next += 1 }
                guard next > start, next < content.upperBound,
                    bytes[next] == UInt8(ascii: ".") || bytes[next] == UInt8(ascii: ")")
                else { return start }
                next += 1
            }
            let mark = next
            while next < content.upperBound, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
            guard next > mark, next < content.upperBound else { return start }
            start = next
        }
    }
}
