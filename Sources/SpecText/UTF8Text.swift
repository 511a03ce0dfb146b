// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A string as its UTF-8 bytes, built piece by piece. That takes a fraction of the time that a `String` takes, and
/// most pieces of an output are built once and written once.
package struct UTF8Text: ExpressibleByStringInterpolation, Equatable, Sendable {
    package private(set) var units: [UInt8]

    package init() { units = [] }

    package init(stringLiteral value: String) { units = Array(value.utf8) }

    package init(stringInterpolation: StringInterpolation) { units = stringInterpolation.units }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var units: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            units.reserveCapacity(literalCapacity + 64 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

        package mutating func appendInterpolation(_ text: String) {
            text.withUnits { units.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ text: UTF8Text) { units.append(contentsOf: text.units) }

        package mutating func appendInterpolation(_ number: Int) { appendInterpolation(String(number)) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendInterpolation(value.description)
        }
    }

    package var isEmpty: Bool { units.isEmpty }
    package var count: Int { units.count }

    package mutating func append(_ text: String) { text.withUnits { units.append(contentsOf: $0) } }

    package mutating func append(_ text: UTF8Text) { units.append(contentsOf: text.units) }
}

extension UTF8Text {
    package mutating func append(_ units: UnsafeBufferPointer<UInt8>) { self.units.append(contentsOf: units) }

    /// What the body appends for each element, with the separator between any two.
    package mutating func append<Element>(
        _ elements: some Sequence<Element>, separator: String, _ body: (inout UTF8Text, Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if !isFirst { append(separator) }
            isFirst = false
            body(&self, element)
        }
    }
}

extension UTF8Text: CustomStringConvertible {
    package var description: String { String(self) }
}

extension String {
    package init(_ text: UTF8Text) { self.init(decoding: text.units, as: UTF8.self) }

    /// Its units where they are. `withUTF8` would want a copy of the text that it may change, and a copy is counted.
    package func withUnits<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = self
        return copy.withUTF8(body)
    }
}
