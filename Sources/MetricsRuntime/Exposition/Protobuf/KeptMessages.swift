// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The message of each counter and gauge up to its value, made when the protobuf format is first asked for: the labels
/// don't change, and everything after them but the value has a fixed length.
struct KeptMessages {
    private struct Entry {
        let series: UnsafeRawPointer
        let start: Int
        let length: Int
    }

    private var entries: [Entry] = []
    /// Each message begins at a multiple of 16 and is copied in steps of 16 bytes.
    private var bytes: [UInt8] = []

    /// - Parameters:
    ///   - own: The place where the series keeps its index, which is 0 before it has one.
    ///   - place: Has room for 15 bytes more than the message.
    /// - Returns: The place after the message; nil if none is kept.
    @inline(__always)
    func write(_ series: UnsafeRawPointer, _ own: UnsafeRawPointer, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>?
    {
        let number = Int(own.load(as: UInt32.self))
        // A forked child has the indices of its parent and none of its messages.
        guard number > 0, number <= entries.count else { return nil }
        let entry = entries[number &- 1]
        guard entry.series == series else { return nil }
        let target = UnsafeMutableRawPointer(place)
        bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset < entry.length {
                target.storeBytes(
                    of: bytes.loadUnaligned(fromByteOffset: entry.start &+ offset, as: SIMD2<UInt64>.self),
                    toByteOffset: offset, as: SIMD2<UInt64>.self)
                offset &+= 16
            }
        }
        return place + entry.length
    }

    mutating func keep(
        _ message: UnsafeBufferPointer<UInt8>, of series: UnsafeRawPointer, _ own: UnsafeMutableRawPointer
    ) {
        entries.append(Entry(series: series, start: bytes.count, length: message.count))
        bytes.append(contentsOf: message)
        bytes.append(contentsOf: repeatElement(0, count: -message.count & 15))
        own.storeBytes(of: UInt32(entries.count), as: UInt32.self)
    }
}

/// Where a series has its kept message.
struct SeriesMessage {
    let cache: UnsafeMutablePointer<SeriesCache>
    let series: UnsafeMutableRawPointer
    let own: UnsafeMutableRawPointer
}
