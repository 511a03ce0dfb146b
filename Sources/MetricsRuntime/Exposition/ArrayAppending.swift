// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Appends bytes that a closure writes directly into the array's memory.
    ///
    /// - Parameter write: Gets the place of the first byte, writes at most the given number of bytes, and returns the
    ///   place after the last.
    mutating func appendBytes(
        atMost limit: Int, _ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    ) {
        reserveCapacityGrowing(for: limit)
        append(addingCapacity: limit) { span in
            span.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                count = write(start + count) - start
            }
        }
    }

    /// `reserveCapacity` alone would copy the array for each piece.
    private mutating func reserveCapacityGrowing(for added: Int) {
        if count + added > capacity { reserveCapacity(Swift.max(count + added, capacity * 2)) }
    }
}
