// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The bytes in use of a file, read piece by piece: a header can claim two gigabytes of a file that has no disk
/// blocks behind them, and reading those would cost as much as if they existed.
enum EntryReading {
    /// As many as the file has, which may be fewer than it claims.
    case bytes(UnsafeRawBufferPointer)
    /// The bytes at this position can't be an entry. The rest was not read.
    case wrong(offset: Int)
    /// `errno` says why.
    case failed

    private static let firstPiece = 1 << 20

    /// - Parameter known: The number of bytes that were in use when the file was read before.
    init(_ descriptor: Int32, _ buffer: ReadBuffer, used: Int, known: Int) {
        var end = min(used, max(known, Self.firstPiece))
        var position = EntryFormat.headerSize
        while true {
            guard let bytes = buffer.read(descriptor, end) else {
                self = .failed
                return
            }
            guard bytes.count == end, end < used else {
                self = .bytes(bytes)
                return
            }
            while position + 4 <= end {
                let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
                guard EntryFormat.keyLengths.contains(length),
                    position + EntryFormat.entrySize(keyLength: length) <= used
                else {
                    self = .wrong(offset: position)
                    return
                }
                guard position + EntryFormat.entrySize(keyLength: length) <= end else { break }
                position += EntryFormat.entrySize(keyLength: length)
            }
            // An entry is smaller than what is added.
            end = min(used, max(2 * end, position + EntryFormat.keyLengths.upperBound + Self.firstPiece))
        }
    }
}
