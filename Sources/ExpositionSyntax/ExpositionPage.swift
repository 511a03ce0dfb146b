// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A page of metrics, read: each family and sample with its place in the page.
///
/// A page always becomes a value. A line that can't be understood is left out and is in `faults`: a page with one bad line
/// still says what else it has.
package struct ExpositionPage: Sendable {
    package let format: ExpositionFormat
    /// In the order in which their first line is on the page.
    package let families: [ExpositionFamily]
    /// In the order of the page. After `faultLimit` of them no more are kept.
    package let faults: [ExpositionFault]

    /// More than anybody reads.
    package static let faultLimit = 1_000
    /// Offsets take 32 bits.
    package static let sizeLimit = 1 << 30

    /// - Parameter format: nil to tell it from the page itself.
    package init(_ bytes: [UInt8], format: ExpositionFormat? = nil) {
        let format = format ?? ExpositionFormat(of: bytes)
        self.format = format
        guard bytes.count <= Self.sizeLimit else {
            families = []
            faults = [ExpositionFault(kind: .expected(.lineEnd), range: Self.sizeLimit..<bytes.count)]
            return
        }
        var reader = PageReader(bytes, format: format)
        reader.read()
        var grouping = FamilyGrouping(format: format)
        for metadata in reader.metadata { grouping.add(metadata) }
        for sample in reader.samples { grouping.add(sample) }
        families = grouping.families
        faults = reader.faults
    }
}

/// All samples of one metric, with what the page says of it.
package struct ExpositionFamily: Equatable, Sendable {
    /// The name that the metadata lines have, or that of the samples where there are none. A counter's name ends in
    /// `_total` in the text format, and not in OpenMetrics.
    package let name: String
    package internal(set) var type: Placed<ExpositionType>?
    package internal(set) var help: Placed<String>?
    package internal(set) var unit: Placed<String>?
    package internal(set) var samples: [ExpositionSample] = []
    /// The first line that is about the family.
    package internal(set) var place: Range<Int>
}

/// One line with a value.
package struct ExpositionSample: Equatable, Sendable {
    package let name: Placed<String>
    package let labels: [ExpositionLabel]
    package let value: Placed<Double>
    /// In seconds since 1970.
    package let timestamp: Placed<Double>?
    package let exemplar: ExpositionExemplar?

    /// The value of a label. A label with an empty value is the same as none.
    package subscript(label name: String) -> String? {
        labels.first { $0.name.value == name }.flatMap { $0.value.value.isEmpty ? nil : $0.value.value }
    }
}

package struct ExpositionLabel: Equatable, Sendable {
    package let name: Placed<String>
    /// The string that the page means, without escape sequences. Its place is between the quotes.
    package let value: Placed<String>
}

/// An observation that stands for others, in OpenMetrics: mostly the identifier of a trace.
package struct ExpositionExemplar: Equatable, Sendable {
    package let labels: [ExpositionLabel]
    package let value: Placed<Double>
    package let timestamp: Placed<Double>?
}

/// A value and the bytes of the page where it is written.
package struct Placed<Value> {
    package let value: Value
    package let range: Range<Int>

    init(_ value: Value, _ range: Range<Int>) {
        self.value = value
        self.range = range
    }
}

extension Placed: Sendable where Value: Sendable {}
extension Placed: Equatable where Value: Equatable {}
