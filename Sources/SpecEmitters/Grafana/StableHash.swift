/// A hash that is the same in every process, on every machine and in every release: FNV-1a, 64 bits. Swift's own is
/// seeded anew for each process.
enum StableHash {
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
}
