import Synchronization

/// A summary of the shared directory, whose two values stand apart in a file.
@usableFromInline
@frozen struct MappedSummaryCell {
    // Addresses in a mapping that is never taken away.
    @usableFromInline let count: UInt
    @usableFromInline let sum: UInt

    static func allocate(count: UnsafeMutableRawPointer, sum: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        // Never freed: handles lead there and keep no count of references.
        let cell = UnsafeMutablePointer<MappedSummaryCell>.allocate(capacity: 1)
        cell.initialize(to: MappedSummaryCell(count: UInt(bitPattern: count), sum: UInt(bitPattern: sum)))
        return UnsafeMutableRawPointer(cell)
    }

    /// Counts a value in the shared directory. A call, so that what is in memory goes past few instructions.
    @usableFromInline @inline(never)
    static func observe(_ value: Double, in cell: UnsafeMutablePointer<MappedSummaryCell>) {
        MappedGaugeCell.value(at: cell.pointee.count).pointee.addDouble(1)
        MappedGaugeCell.value(at: cell.pointee.sum).pointee.addDouble(value)
    }
}
