// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes that stay at their addresses as long as this exists: the labels of a directory's series, one after another
/// in blocks. An array would need twice the memory, and move them, each time that it grows.
struct LabelStore: ~Copyable {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var free = UnsafeMutableRawBufferPointer(start: nil, count: 0)

    private static let blockSize = 256 * 1024

    init() {}

    deinit { for block in blocks { block.deallocate() } }

    mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        if free.count < bytes.count {
            let size = max(bytes.count, blocks.isEmpty ? 4096 : Self.blockSize)
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
            guard let start = block.baseAddress else { preconditionFailure("a block has bytes") }
            blocks.append(start)
            // The rest of the block before is smaller than one series.
            free = block
        }
        guard let start = free.baseAddress else { preconditionFailure("nothing is kept of no bytes") }
        UnsafeMutableRawBufferPointer(rebasing: free[..<bytes.count]).copyMemory(from: bytes)
        free = UnsafeMutableRawBufferPointer(rebasing: free[bytes.count...])
        return UnsafeRawPointer(start)
    }
}
