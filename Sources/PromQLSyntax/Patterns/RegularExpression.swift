// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A pattern as Prometheus reads it: Go's RE2, over code points, which has to match a whole value. The dot matches line
/// breaks too (Prometheus 3).
///
/// What the reader doesn't know it doesn't guess: such a pattern is undecided, and nothing is said about it.
package struct RegularExpression: Sendable {
    package enum Reading: Sendable {
        case valid(RegularExpression)
        case invalid(RegularExpressionFault)
        case undecided
    }

    let root: Node

    package indirect enum Node: Equatable, Sendable {
        case empty
        case literal(Unicode.Scalar)
        /// Sorted, and none overlaps another.
        case oneOf([ClosedRange<UInt32>])
        case sequence([Node])
        case alternatives([Node])
        /// Without a most as often as possible.
        case repeated(Node, least: Int, most: Int?)
        case assertion(Assertion)
    }

    package enum Assertion: Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    package static func read(_ pattern: String) -> Reading {
        var reader = RegularExpressionReader(pattern)
        do throws(RegularExpressionFault) {
            let root = try reader.read()
            return reader.isUndecided ? .undecided : .valid(RegularExpression(root: root))
        } catch {
            return .invalid(error)
        }
    }

    /// All strings that match, if there are at most so many; nil if there are more.
    package func language(limit: Int = 256) -> [String]? {
        guard let words = Self.words(of: root, limit: limit) else { return nil }
        var seen: Set<[UInt32]> = []
        return words.filter { seen.insert($0).inserted }.map { word in
            var text = String.UnicodeScalarView()
            for value in word { if let scalar = Unicode.Scalar(value) { text.append(scalar) } }
            return String(text)
        }
    }

    private static func words(of node: Node, limit: Int) -> [[UInt32]]? {
        switch node {
        case .empty: return [[]]
        case .literal(let scalar): return [[scalar.value]]
        case .oneOf(let ranges):
            guard ranges.reduce(0, { $0 + $1.count }) <= limit else { return nil }
            return ranges.flatMap { $0.map { [$0] } }
        case .sequence(let nodes):
            var words: [[UInt32]] = [[]]
            for node in nodes {
                guard let endings = Self.words(of: node, limit: limit), words.count * endings.count <= limit else {
                    return nil
                }
                words = words.flatMap { beginning in endings.map { beginning + $0 } }
            }
            return words
        case .alternatives(let nodes):
            var words: [[UInt32]] = []
            for node in nodes {
                guard let more = Self.words(of: node, limit: limit), words.count + more.count <= limit else {
                    return nil
                }
                words += more
            }
            return words
        case .repeated(let node, let least, let most):
            guard let most, most <= limit else { return nil }
            var words: [[UInt32]] = []
            for count in least...max(least, most) {
                let copies = Node.sequence(Array(repeating: node, count: count))
                guard let more = Self.words(of: copies, limit: limit), words.count + more.count <= limit else {
                    return nil
                }
                words += more
            }
            return words
        case .assertion: return nil
        }
    }
}
