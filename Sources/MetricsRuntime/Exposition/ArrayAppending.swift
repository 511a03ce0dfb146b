extension [UInt8] {
    /// Appends bytes that are written straight into the array's memory.
    ///
    /// - Parameter write: is given where the first byte goes, writes no more than the limit, and returns where the next
    ///   would go.
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

    /// `reserveCapacity` alone would copy the array for each piece that is appended.
    private mutating func reserveCapacityGrowing(for added: Int) {
        if count + added > capacity { reserveCapacity(Swift.max(count + added, capacity * 2)) }
    }
}
