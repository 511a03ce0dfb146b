// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The layout of a file of the shared directory: a header of 8 bytes, then entries one after another.
///
///     int32 used | 4 bytes that readers ignore | { int32 length | key | 1 to 8 spaces | float64 value | float64
///     timestamp }…
enum EntryFormat {
    static let headerSize = 8
    /// A page of memory. Python's client makes files of 64 KiB, of which the file system stores the pages in use. Our
    /// files have a disk block for each byte.
    static let initialSize = 4096
    /// `used` is an int32.
    static let largestSize = Int(Int32.max)

    /// The lengths of keys that can be in an exposition: from `["a","a",{},""]` to labels of 1 MiB in JSON's longest
    /// notation.
    static let keyLengths = 15...(8 << 20)

    /// What our own files have in the bytes of the header that readers ignore. A file without it was written by
    /// another program, and has no lock that shows whether its writer lives.
    static let ownMark: UInt32 = 0x6E65_676D

    /// Bytes from an entry's beginning to its value.
    static func valueOffset(keyLength: Int) -> Int { 4 + keyLength + 8 - (keyLength + 4) % 8 }

    static func entrySize(keyLength: Int) -> Int { valueOffset(keyLength: keyLength) + 16 }
}
