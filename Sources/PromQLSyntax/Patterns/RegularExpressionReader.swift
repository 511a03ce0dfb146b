// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Reads a pattern as Go's `regexp/syntax` does with the flags `Perl` and `DotNL`.
struct RegularExpressionReader {
    typealias Node = RegularExpression.Node

    struct Flags {
        var ignoresCase = false
        var hasLines = false
        var dotMatchesAll = true
    }

    private static let deepestNesting = 100
    /// Go's limit for counts, also for what counts within one another multiply to.
    private static let largestCount = 1000

    let scalars: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    /// The pattern has something of which this reader doesn't know the meaning.
    var isUndecided = false
    private var nesting = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    mutating func read() throws(RegularExpressionFault) -> Node {
        let node = try alternatives()
        if position < scalars.count { throw .unexpectedParenthesis }
        return node
    }

    // MARK: Characters

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    func begins(_ text: StaticString) -> Bool {
        var index = position
        let isHere = text.withUTF8Buffer { buffer in
            for byte in buffer {
                guard index < scalars.count, scalars[index].value == UInt32(byte) else { return false }
                index += 1
            }
            return true
        }
        return isHere
    }

    func text(from start: Int, to end: Int? = nil) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<min(end ?? position, scalars.count)])
        return String(text)
    }

    // MARK: Structure

    private mutating func alternatives() throws(RegularExpressionFault) -> Node {
        var branches = [try sequence()]
        while next == "|" {
            position += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegularExpressionFault) -> Node {
        var nodes: [Node] = []
        /// Whether the last node is a repetition and nothing has come since.
        var repetition: Int?
        while let scalar = next, scalar != "|", scalar != ")" {
            let start = position
            if let (least, most) = try count() {
                if let repetition { throw .repeatedRepeat(text(from: repetition)) }
                guard let last = nodes.popLast() else { throw .nothingToRepeat(text(from: start)) }
                // Lazy or not, the same values match.
                if next == "?" { position += 1 }
                let node = Node.repeated(last, least: least, most: most)
                if least > 1 || (most ?? 0) > 1, !Self.isAllowed(node, Self.largestCount) {
                    throw .repeatCount(text(from: start))
                }
                nodes.append(node)
                repetition = start
                continue
            }
            repetition = nil
            if begins("\\Q") {
                quoted(into: &nodes)
            } else if let node = try atom() {
                nodes.append(node)
            }
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func quoted(into nodes: inout [Node]) {
        position += 2
        while let scalar = next {
            if begins("\\E") {
                position += 2
                return
            }
            nodes.append(literal(scalar))
            position += 1
        }
    }

    private static func isAllowed(_ node: Node, _ limit: Int) -> Bool {
        switch node {
        case .repeated(let inner, let least, let most):
            // A star, a plus and a question mark count nothing.
            if most == nil && least < 2 || least == 0 && most == 1 { return isAllowed(inner, limit) }
            if most == 0 { return true }
            let count = most ?? least
            return count <= limit && isAllowed(inner, limit / max(count, 1))
        case .sequence(let nodes), .alternatives(let nodes): return nodes.allSatisfy { isAllowed($0, limit) }
        default: return true
        }
    }

    /// The token is `*`, `+`, `?` or a count in braces, which is a literal unless it is complete.
    private mutating func count() throws(RegularExpressionFault) -> (Int, Int?)? {
        let start = position
        switch next {
        case "*":
            position += 1
            return (0, nil)
        case "+":
            position += 1
            return (1, nil)
        case "?":
            position += 1
            return (0, 1)
        case "{":
            position += 1
            guard let least = number() else { break }
            var most: Int? = least
            if next == "," {
                position += 1
                most = nil
                if next != "}" {
                    guard let number = number() else { break }
                    most = number
                }
            }
            guard next == "}" else { break }
            position += 1
            if least > Self.largestCount || (most ?? 0) > Self.largestCount || least > most ?? least {
                throw .repeatCount(text(from: start))
            }
            return (least, most)
        default: break
        }
        position = start
        return nil
    }

    /// Without zeros before it.
    private mutating func number() -> Int? {
        let start = position
        var value = 0
        while let digit = next, ("0"..."9").contains(digit) {
            value = min(value * 10 + Int(digit.value - 48), 1_000_000)
            position += 1
        }
        let length = position - start
        return length == 0 || (length > 1 && scalars[start] == "0") ? nil : value
    }

    /// - Returns: Nil for what only sets flags.
    private mutating func atom() throws(RegularExpressionFault) -> Node? {
        let scalar = scalars[position]
        switch scalar {
        case "(": return try group()
        case "[": return try characterClass()
        case ".":
            position += 1
            return .oneOf(flags.dotMatchesAll ? [0...0x10FFFF] : [0...9, 11...0x10FFFF])
        case "^":
            position += 1
            return .assertion(flags.hasLines ? .lineStart : .textStart)
        case "$":
            position += 1
            return .assertion(flags.hasLines ? .lineEnd : .textEnd)
        case "\\": return try escape()
        default:
            position += 1
            return literal(scalar)
        }
    }

    private mutating func group() throws(RegularExpressionFault) -> Node? {
        let start = position
        let outer = flags
        position += 1
        if next == "?" {
            for (sign, length) in [("?=", 2), ("?!", 2), ("?<=", 3), ("?<!", 3)] as [(StaticString, Int)]
            where begins(sign) {
                throw .lookAround(text(from: start, to: start + length + 1))
            }
            if begins("?P<") || begins("?<") {
                position += begins("?P<") ? 3 : 2
                try groupName(from: start)
            } else if try groupFlags(from: start) {
                // `(?i)` holds to the end of the group around it.
                return nil
            }
        }
        nesting += 1
        defer { nesting -= 1 }
        if nesting > Self.deepestNesting {
            isUndecided = true
            position = scalars.count
            return .empty
        }
        let node = try alternatives()
        if isUndecided, position == scalars.count { return node }
        guard next == ")" else { throw .missingClosing(")") }
        position += 1
        flags = outer
        return node
    }

    private mutating func groupName(from start: Int) throws(RegularExpressionFault) {
        let first = position
        while let scalar = next, scalar == "_" || Self.isLetterOrDigit(scalar) { position += 1 }
        guard position > first, next == ">" else { throw .invalidGroup(text(from: start)) }
        position += 1
    }

    /// - Returns: Whether the group ended.
    private mutating func groupFlags(from start: Int) throws(RegularExpressionFault) -> Bool {
        position += 1
        var isOn = true
        var hasFlag = false
        while let scalar = next {
            position += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.hasLines = isOn
            case "s": flags.dotMatchesAll = isOn
            case "U": break
            case "-":
                guard isOn else { throw .invalidGroup(text(from: start)) }
                isOn = false
                hasFlag = false
                continue
            case ":", ")":
                if !isOn, !hasFlag { throw .invalidGroup(text(from: start)) }
                return scalar == ")"
            default: throw .invalidGroup(text(from: start))
            }
            hasFlag = true
        }
        throw .missingClosing(")")
    }

    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    // MARK: Case

    mutating func literal(_ scalar: Unicode.Scalar) -> Node {
        guard flags.ignoresCase else { return .literal(scalar) }
        let folded = foldings(of: scalar.value...scalar.value)
        return folded.count == 1 && folded[0].count == 1 ? .literal(scalar) : .oneOf(folded)
    }

    /// ASCII letters, with the two characters beyond ASCII that fold to one. Others are undecided.
    mutating func foldings(of range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
        if range == 0...0x10FFFF { return [range] }
        var ranges = [range]
        if range.upperBound >= 0x80 { isUndecided = true }
        for (first, last, distance) in [(0x41, 0x5A, 0x20), (0x61, 0x7A, -0x20)] as [(UInt32, UInt32, Int32)]
        where range.lowerBound <= last && range.upperBound >= first {
            let part = max(range.lowerBound, first)...min(range.upperBound, last)
            let lower = UInt32(Int32(part.lowerBound) + distance), upper = UInt32(Int32(part.upperBound) + distance)
            ranges.append(lower...upper)
        }
        for (letter, other) in [(0x6B, 0x212A), (0x73, 0x17F)] as [(UInt32, UInt32)]
        where ranges.contains(where: { $0.contains(letter) }) {
            ranges.append(other...other)
        }
        return Self.merged(ranges)
    }

    static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var complement: [ClosedRange<UInt32>] = []
        var first: UInt32 = 0
        for range in merged(ranges) {
            if range.lowerBound > first { complement.append(first...range.lowerBound - 1) }
            first = range.upperBound + 1
        }
        if first <= 0x10FFFF { complement.append(first...0x10FFFF) }
        return complement
    }
}
