// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Fractional values as the text format writes them, kept while their bits are unchanged. Each series has a number of
/// its own here. Whole numbers are printed again each time, which is quicker.
struct CachedNumbers {
    private var all: [CachedNumber] = []

    /// - Parameter own: The place where the series keeps its number, which is 0 before it has one.
    mutating func write(_ value: Double, _ own: UnsafeMutableRawPointer, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        var number = Int(own.load(as: UInt32.self))
        // A forked child has the numbers of its parent and none of its strings. Two series may then share one, which
        // costs time and is correct, since a string is used only for the bits that it was printed from.
        if number == 0 || number > all.count {
            all.append(CachedNumber())
            number = all.count
            own.storeBytes(of: UInt32(number), as: UInt32.self)
        }
        return all[number - 1].write(value, to: place)
    }
}

/// A printed number, which is printed again only when the number changes.
private struct CachedNumber {
    private var bits: UInt64 = 0
    private var length = 0
    private var text = InlineArray<32, UInt8>(repeating: 0)

    mutating func write(_ value: Double, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        if length == 0 || bits != value.bitPattern {
            bits = value.bitPattern
            let end = NumberWriter.write(value, to: place)
            length = end - place
            for index in 0..<length { text[index] = place[index] }
            return end
        }
        for index in 0..<length { place[index] = text[index] }
        return place + length
    }
}
