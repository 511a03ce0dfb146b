// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension RegularExpression {
    /// Where the alternatives of a whole pattern are written: of `200|50x` and of `(200|50x)` the two numbers.
    ///
    /// - Returns: Offsets in the UTF-8 of the pattern; nil if the parts can't be read by themselves.
    package static func alternatives(in pattern: String) -> [Range<Int>]? {
        let bytes = Array(pattern.utf8)
        var bars: [Int] = []
        // Where the group that everything is in begins, if there is one.
        let isGroup = bytes.first == UInt8(ascii: "(")
        var start = 0
        if isGroup {
            start = bytes.starts(with: Array("(?:".utf8)) ? 3 : 1
            // A flag may count for what follows, and a named group has a name.
            if start == 1, bytes.count > 1, bytes[1] == UInt8(ascii: "?") { return nil }
        }
        var depth = isGroup ? 1 : 0
        var index = start
        let outer = depth
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"):
                index += 1
                if index < bytes.count, bytes[index] == UInt8(ascii: "Q") { return nil }
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "("):
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "?"),
                    !bytes[index...].starts(with: Array("(?:".utf8))
                {
                    return nil
                }
                depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                // Something follows the group: the alternatives are only a part of the pattern.
                if depth < outer, index < bytes.count - 1 { return [0..<bytes.count] }
            case UInt8(ascii: "|") where depth == outer: bars.append(index)
            default: break
            }
            index += 1
        }
        let end = isGroup ? bytes.count - 1 : bytes.count
        guard start <= end else { return nil }
        return zip([start] + bars.map { $0 + 1 }, bars + [end]).map { $0..<$1 }
    }

    /// Whether it matches every value, also that of a label which isn't there.
    package var matchesEverything: Bool { Self.isOfEverything(root, least: 0) }

    /// Whether it matches every value but the empty one.
    package var matchesEveryValue: Bool { Self.isOfEverything(root, least: 1) }

    private static func isOfEverything(_ node: Node, least: Int) -> Bool {
        switch node {
        case .repeated(.oneOf([0...0x10FFFF]), let count, nil): count <= least
        case .alternatives(let nodes): nodes.contains { isOfEverything($0, least: least) }
        case .sequence(let nodes):
            nodes.filter { $0 != .assertion(.textStart) && $0 != .assertion(.textEnd) }.count == 1
                && nodes.contains { isOfEverything($0, least: least) }
        default: false
        }
    }
}
