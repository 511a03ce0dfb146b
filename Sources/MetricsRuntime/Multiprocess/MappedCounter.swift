import Synchronization

/// A counter's value in a file of the shared directory: one double, as the format has it, exact to 2^53.
@usableFromInline
enum MappedCounter {
    @inlinable @inline(__always)
    static func add(_ amount: Double, to place: UnsafeMutableRawPointer) {
        place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.addDouble(amount)
    }
}
