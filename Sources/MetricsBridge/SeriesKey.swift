// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if SwiftMetrics
    /// What code asks for, with its dimensions in an order that doesn't depend on how code lists them. Compared by bytes,
    /// as Prometheus compares labels.
    struct SeriesKey: Hashable, Sendable {
        let label: String
        let dimensions: [(String, String)]
        private let bytes: [UInt8]

        init(_ instrument: Instrument, _ label: String, _ dimensions: [(String, String)]) {
            self.label = label
            let isInOrder = zip(dimensions, dimensions.dropFirst()).allSatisfy { $0.0 < $1.0 }
            self.dimensions = isInOrder ? dimensions : dimensions.sorted { $0 < $1 }
            var bytes: [UInt8] = [instrument.rawValue]
            bytes.reserveCapacity(64)
            bytes += label.utf8
            // UTF-8 has neither byte.
            for (name, value) in self.dimensions {
                bytes.append(0xFF)
                bytes += name.utf8
                bytes.append(0xFE)
                bytes += value.utf8
            }
            self.bytes = bytes
        }

        static func == (left: SeriesKey, right: SeriesKey) -> Bool { left.bytes == right.bytes }

        func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }

        /// Whether no label, dimension or value is too long, and there are not too many.
        var hasSize: Bool {
            label.utf8.count <= 255 && dimensions.count <= 32
                && dimensions.allSatisfy { $0.0.utf8.count <= 255 && $0.1.utf8.count <= 4096 }
        }
    }

    /// The metrics of swift-metrics that are of one type here. A counter and one of floating point are the same series,
    /// and so are a meter and a recorder that doesn't aggregate.
    enum Instrument: UInt8 {
        case counter, gauge, histogram, timer
    }
#endif
