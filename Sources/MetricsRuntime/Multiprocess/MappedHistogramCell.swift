import Synchronization

/// A histogram of the shared directory, whose buckets stand apart in a file. A block of memory like `HistogramCell`,
/// with addresses in the place of counters:
///
///     header | bounds, padded with +Inf to a power of two | an address for each slot | the address of the sum
enum MappedHistogramCell {
    static func allocate(
        bounds: [Double], buckets: [UnsafeMutableRawPointer], sum: UnsafeMutableRawPointer
    ) -> UnsafeMutableRawPointer {
        let cell = HistogramCell.allocate(bounds: bounds)
        let addresses = HistogramCell.bucketsOf(cell)
        for slot in 0..<1 << cell.pointee.depth {
            let address = buckets[min(slot, buckets.count - 1)]
            addresses[slot].store(UInt64(UInt(bitPattern: address)), ordering: .relaxed)
        }
        HistogramCell.sumOf(cell).pointee.store(UInt64(UInt(bitPattern: sum)), ordering: .relaxed)
        return UnsafeMutableRawPointer(cell)
    }
}

extension HistogramCell {
    /// Counts a value in the shared directory.
    @inlinable
    static func observeMapped(_ value: Double, in cell: UnsafeMutablePointer<HistogramCell>) {
        let index = bucketIndex(of: value, in: cell)
        // Plain loads: the addresses never change.
        let bucket = UnsafeRawPointer(bucketsOf(cell) + index).load(as: UInt.self)
        let sum = UnsafeRawPointer(sumOf(cell)).load(as: UInt.self)
        // Both are in one file.
        guard MappedRegion.isOwn(sum) || MappedRegion.makeOwn(sum) else { return }
        MappedGaugeCell.value(at: bucket).pointee.addDouble(1)
        MappedGaugeCell.value(at: sum).pointee.addDouble(value)
    }
}
