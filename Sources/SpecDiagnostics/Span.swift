// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A place in a source: line and column, both counted from 1, columns in Unicode scalars.
package struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
    // Nearly every value of a spec has a span: this saves half of the memory, and no source is longer.
    private let storedLine: UInt32
    private let storedColumn: UInt32

    package var line: Int { Int(storedLine) }
    package var column: Int { Int(storedColumn) }

    package init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    package static func < (left: Position, right: Position) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }

    package var description: String { "\(line):\(column)" }
}

/// A part of a source, from `start` up to and not including `end`.
package struct Span: Hashable, Sendable, CustomStringConvertible {
    package let source: SourceID
    package let start: Position
    package let end: Position

    package init(source: SourceID, start: Position, end: Position) {
        self.source = source
        self.start = start
        self.end = end
    }

    package var description: String { "\(start)-\(end)" }
}

/// A value and the place where it was written.
package struct Spanned<Value> {
    package var value: Value
    package var span: Span

    package init(_ value: Value, _ span: Span) {
        self.value = value
        self.span = span
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Spanned<Other> { Spanned<Other>(transform(value), span) }
}

extension Spanned: Sendable where Value: Sendable {}
extension Spanned: Equatable where Value: Equatable {}
extension Spanned: Hashable where Value: Hashable {}

extension Span {
    /// The same span after `offset` other sources have been put before its own.
    package func movingSource(by offset: Int) -> Span {
        Span(source: SourceID(index: source.index + offset), start: start, end: end)
    }
}
