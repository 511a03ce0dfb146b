/// Strings by their bytes, each with a number: an open hash table that keeps the strings one after another in one block.
///
/// The strings come from files that anybody may have written. `Hasher` has a secret seed and is made to resist strings
/// that were chosen to collide.
struct ByteTable: ~Copyable {
    private struct Entry {
        let hash: UInt64
        let start: Int
        let length: Int
        let context: UInt32
        let number: UInt32
    }

    /// The position of an entry plus 1, or 0.
    private var slots = [UInt32](repeating: 0, count: 64)
    private var entries: [Entry] = []
    private var texts: [UInt8] = []

    var count: Int { entries.count }

    init() {}

    /// The number of a text, or nil. `context` tells equal texts of different kinds apart.
    func number(of text: UnsafeRawBufferPointer, context: UInt32) -> UInt32? {
        let hash = Self.hash(text, context)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        return texts.withUnsafeBytes { texts in
            while slots[index] != 0 {
                let entry = entries[Int(slots[index]) - 1]
                if entry.hash == hash, entry.context == context, entry.length == text.count,
                    ByteHash.areEqual(texts.baseAddress! + entry.start, text.baseAddress!, entry.length)
                {
                    return entry.number
                }
                index = (index + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// Puts in a text that is not there yet.
    mutating func insert(_ text: UnsafeRawBufferPointer, context: UInt32, number: UInt32) {
        if entries.count * 2 >= slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 4)
            for position in entries.indices { place(position) }
        }
        let hash = Self.hash(text, context)
        entries.append(Entry(hash: hash, start: texts.count, length: text.count, context: context, number: number))
        texts.append(contentsOf: text)
        place(entries.count - 1)
    }

    static func hash(_ text: UnsafeRawBufferPointer, _ context: UInt32) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(context)
        hasher.combine(bytes: text)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private mutating func place(_ position: Int) {
        var index = Int(truncatingIfNeeded: entries[position].hash) & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = UInt32(position + 1)
    }
}
