// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CZlib

    /// Compresses a whole page at once.
    enum Gzip {
        /// A smaller page is sent as it is: it fits into one packet or two, compressed or not.
        static let smallestPage = 1024

        /// - Parameter level: From 1, the fastest, to 9, the smallest result.
        /// - Returns: nil if zlib can't do it: it has no memory, or the page is larger than it takes.
        static func compressed(_ bytes: [UInt8], level: Int) -> [UInt8]? {
            var stream = z_stream()
            // 15 bits of window, and 16 for the format of gzip.
            guard
                deflateInit2_(
                    &stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                    Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            defer { deflateEnd(&stream) }
            let limit = Int(clamping: deflateBound(&stream, uLong(bytes.count)))
            guard let inputSize = uInt(exactly: bytes.count), let outputSize = uInt(exactly: limit) else { return nil }
            var isDone = false
            let result = [UInt8](unsafeUninitializedCapacity: limit) { output, count in
                bytes.withUnsafeBufferPointer { input in
                    // zlib doesn't change its input; its interface is older than `const`.
                    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                    stream.avail_in = inputSize
                    stream.next_out = output.baseAddress
                    stream.avail_out = outputSize
                    isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
                    count = limit - Int(stream.avail_out)
                }
            }
            // A copy without the memory that a page that can't be compressed would have needed.
            return isDone ? Array(result[...]) : nil
        }
    }
#endif
