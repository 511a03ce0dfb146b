// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Values of labels, compared by their bytes. Swift's strings are equal if they look alike: `é` as one code point and
/// as two would share a series, and Prometheus would see one of the two names.
struct LabelValues: Hashable {
    /// Each value follows its length: two different lists of values never have the same bytes.
    private let bytes: [UInt8]

    init(_ values: some Sequence<String>) {
        var bytes: [UInt8] = []
        for value in values {
            withUnsafeBytes(of: value.utf8.count.littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: value.utf8)
        }
        self.bytes = bytes
    }
}
