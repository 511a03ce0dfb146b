// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// A label of a series.
struct SeriesLabel: Hashable {
    let name: String
    let value: String

    init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        self.init(name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
    }
}

/// The order of labels in an exposition and in the keys of a shared directory: the order of the bytes of their names.
enum LabelOrder {
    static func sort<Label, Name: Sequence<UInt8>>(_ labels: inout [Label], by name: (Label) -> Name) {
        let isSorted = zip(labels, labels.dropFirst()).allSatisfy {
            !name($1).lexicographicallyPrecedes(name($0))
        }
        if !isSorted { labels.sort { name($0).lexicographicallyPrecedes(name($1)) } }
    }
}

extension [SeriesLabel] {
    var inOrder: [SeriesLabel] {
        var labels = self
        LabelOrder.sort(&labels) { $0.name.utf8 }
        return labels
    }

    /// Passes the bytes of each name and value.
    func each(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        for label in self {
            var (name, value) = (label.name, label.value)
            name.withUTF8 { name in
                value.withUTF8 { value in body(UnsafeRawBufferPointer(name), UnsafeRawBufferPointer(value)) }
            }
        }
    }
}
