// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import NIOCore

    /// The bytes of a response. All connections that send a page share it, and it is freed with the last of them.
    final class Page: Sendable {
        let bytes: [UInt8]
        let isCompressed: Bool

        init(_ bytes: [UInt8], isCompressed: Bool = false) {
            self.bytes = bytes
            self.isCompressed = isCompressed
        }

        convenience init(_ text: String) { self.init(Array(text.utf8)) }

        /// A copy of a part, which is sent next. A connection holds at most one such copy.
        func chunk(_ part: Range<Int>, _ allocator: ByteBufferAllocator) -> ByteBuffer {
            let chunk = bytes[part].prefix(Self.chunkSize)
            var buffer = allocator.buffer(capacity: chunk.count)
            buffer.writeBytes(chunk)
            return buffer
        }

        /// Small: it is the memory that a client costs that does not read, and the least that counts as progress.
        static let chunkSize = 16 * 1024
    }
#endif
