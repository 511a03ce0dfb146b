/// Where things stand in a file of the shared directory: a header of 8 bytes, then entries one after another.
///
///     int32 used | 4 bytes that readers ignore | { int32 length | key | 1 to 8 blanks | float64 value | float64 timestamp }…
enum EntryFormat {
    static let headerSize = 8
    /// A page of memory. Python's client makes 64 KiB of which the file system stores what is used; ours have a block
    /// behind each byte.
    static let initialSize = 4096
    /// `used` is an int32.
    static let largestSize = Int(Int32.max)

    /// How long a key can be that is on a page: from `["a","a",{},""]` to labels of 1 MiB in JSON's longest notation.
    static let keyLengths = 15...(8 << 20)

    /// What our own files have in the header's bytes that readers ignore: a file without it was written by someone else,
    /// and has no lock to ask for its writer.
    static let ownMark: UInt32 = 0x6E65_676D

    /// Bytes from an entry's beginning to its value.
    static func valueOffset(keyLength: Int) -> Int { 4 + keyLength + 8 - (keyLength + 4) % 8 }

    static func entrySize(keyLength: Int) -> Int { valueOffset(keyLength: keyLength) + 16 }
}
