import Synchronization

/// A value in a file of the shared directory that only grows: one double, as the format has it, exact to 2^53.
@usableFromInline
enum MappedCounter {
    /// - Returns: true. It is what a call at the end returns, so that the way past the call saves no register.
    @inlinable @inline(__always) @discardableResult
    static func add(_ amount: Double, to place: UnsafeMutableRawPointer) -> Bool {
        guard MappedRegion.isOwn(UInt(bitPattern: place)) else { return addFirst(amount, to: place) }
        place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.addDouble(amount)
        return true
    }

    /// What a forked child records first.
    @usableFromInline @inline(never)
    static func addFirst(_ amount: Double, to place: UnsafeMutableRawPointer) -> Bool {
        if MappedRegion.makeOwn(UInt(bitPattern: place)) {
            place.assumingMemoryBound(to: Atomic<UInt64>.self).pointee.addDouble(amount)
        }
        return true
    }

    /// Adds to a value by its address, in a mapping that is never taken away.
    @inlinable @inline(__always)
    static func add(_ amount: Double, at address: UInt) {
        add(amount, to: UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped)
    }
}
