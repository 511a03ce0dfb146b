// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The destination of output that is being written: the pieces are collected and passed on in blocks. An output of
/// megabytes is never in memory as a whole.
package struct TextSink: ~Copyable {
    /// Takes the blocks, one behind the other. What it is given is gone when it returns.
    package typealias Receiver = (UnsafeRawBufferPointer) -> Void

    /// Memory that is allocated once, since an array would be checked for other owners at each piece. It is this value's
    /// alone, and freed with it.
    @usableFromInline let block: UnsafeMutableRawBufferPointer
    @usableFromInline var count = 0
    private let receiver: Receiver

    package init(_ receiver: @escaping Receiver) {
        block = .allocate(byteCount: 1 << 16, alignment: 16)
        self.receiver = receiver
    }

    deinit { block.deallocate() }

    package mutating func append(_ text: String) { text.withUnits { append($0) } }

    package mutating func append(_ text: UTF8Text) { text.units.withUnsafeBufferPointer { append($0) } }

    package mutating func append(_ text: StaticString) {
        // A literal in quotes always has a pointer; only a single scalar by its type may have none.
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inlinable
    package mutating func append(_ unit: UInt8) {
        if count == block.count { flush() }
        block[count] = unit
        count += 1
    }

    package mutating func append(_ units: UnsafeBufferPointer<UInt8>) {
        guard let start = units.baseAddress else { return }
        if units.count > block.count - count {
            flush()
            // What is larger than a block is a block of its own.
            if units.count > block.count { return receiver(UnsafeRawBufferPointer(units)) }
        }
        // The room was checked; an empty block would have had none.
        UnsafeMutableRawBufferPointer(rebasing: block[count...]).copyMemory(
            from: UnsafeRawBufferPointer(start: start, count: units.count))
        count += units.count
    }

    /// A few units at once, each of which the body sets: one look at the room instead of one a piece.
    ///
    /// Inlinable, as is what it uses: a document has tens of thousands of these.
    @inlinable
    package mutating func append(count added: Int, _ set: (UnsafeMutableRawPointer) -> Void) {
        precondition(added <= block.count, "a few units are no more than a block")
        if added > block.count - count { flush() }
        guard let start = block.baseAddress else { return }
        set(start + count)
        count += added
    }

    /// Hands on what has been collected: the last thing to do.
    @usableFromInline
    package mutating func flush() {
        guard count > 0 else { return }
        receiver(UnsafeRawBufferPointer(rebasing: block[..<count]))
        count = 0
    }
}

extension TextSink {
    /// The bytes of an output that is small enough to be in memory.
    package static func bytes(_ write: (@escaping Receiver) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        write { bytes.append(contentsOf: $0) }
        return bytes
    }
}
