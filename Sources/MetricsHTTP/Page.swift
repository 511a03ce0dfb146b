#if HTTP
    import NIOCore

    /// The bytes of a response. One page is shared by all connections that send it, and ends with the last of them.
    final class Page: Sendable {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        convenience init(_ text: String) { self.init(Array(text.utf8)) }

        /// A copy of the beginning of a part, which is sent next. A connection holds one such copy and no more.
        func chunk(_ part: Range<Int>, _ allocator: ByteBufferAllocator) -> ByteBuffer {
            let chunk = bytes[part].prefix(Self.chunkSize)
            var buffer = allocator.buffer(capacity: chunk.count)
            buffer.writeBytes(chunk)
            return buffer
        }

        /// Small: it is what a connection costs whose client does not read, and the least that counts as progress.
        static let chunkSize = 16 * 1024
    }
#endif
