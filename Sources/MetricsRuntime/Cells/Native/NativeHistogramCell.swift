// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory of a native histogram. An observation loads the table of buckets and adds to one of them: no lock, and no
/// memory once the bucket exists. There is no count: the exposition adds up the buckets, so no scrape is inconsistent.
/// Buckets and tables are made by its `NativeStructure`, under `StructureLock`.
// Like all cells it is never freed. A fork copies it while no other thread changes the table, since it holds the lock.
@usableFromInline
struct NativeHistogramCell: ~Copyable {
    /// The address of the `NativeTable` that observations use.
    let table: Atomic<UInt>
    /// The bit pattern of a double.
    let sum = Atomic<UInt64>(0)
    let zeroCount = Atomic<UInt64>(0)
    /// NaN has no bucket. It is counted, and makes the sum NaN.
    let nanCount = Atomic<UInt64>(0)
    /// The buckets with bounds beside the native ones, if there are any. The sum of that cell isn't used.
    let classic: UnsafeMutablePointer<HistogramCell>?
    // unowned(unsafe): retained for good by `allocate`, as the cell is. A count of references would cost an observation.
    unowned(unsafe) let structure: NativeStructure

    static func allocate(_ buckets: NativeBuckets, bounds: [Double]) -> UnsafeMutablePointer<NativeHistogramCell> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
        let cell = memory.bindMemory(to: NativeHistogramCell.self, capacity: 1)
        let structure = Unmanaged.passRetained(NativeStructure(buckets, cell: cell)).takeUnretainedValue()
        cell.initialize(
            to: NativeHistogramCell(
                table: Atomic(UInt(bitPattern: structure.current)),
                classic: bounds.isEmpty ? nil : HistogramCell.allocate(bounds: bounds), structure: structure))
        return cell
    }

    /// Counts a value in its bucket, and adds it to the sum.
    @usableFromInline @inline(never)
    static func observe(_ value: Double, in address: UnsafeMutableRawPointer) {
        let cell = address.assumingMemoryBound(to: NativeHistogramCell.self)
        // Never 0.
        let table = NativeTable.Pointer(bitPattern: cell.pointee.table.load(ordering: .acquiring)).unsafelyUnwrapped
        if value.magnitude <= Double(bitPattern: table.pointee.threshold.load(ordering: .relaxed)) {
            cell.pointee.zeroCount.wrappingAdd(1, ordering: .relaxed)
            return finish(value, cell)
        }
        let bits = value.bitPattern
        let exponent = Int(truncatingIfNeeded: bits &>> 52) & 0x7FF
        // Subnormal numbers, infinities and NaN.
        guard exponent &- 1 < 0x7FE, exponent > 0 else { return observeUnusual(value, table, cell) }
        let finest = table.pointee.lookup.index(
            exponent: exponent &- 1023, fraction: bits & NativeBounds.Lookup.fractionMask)
        add(value, finest, table, cell)
    }

    @inline(__always)
    private static func add(
        _ value: Double, _ finest: Int, _ table: NativeTable.Pointer,
        _ cell: UnsafeMutablePointer<NativeHistogramCell>
    ) {
        let index = NativeBounds.coarser(finest, by: table.pointee.steps)
        guard let slot = table.pointee.slot(of: NativeTable.key(index, isNegative: value < 0)) else {
            return observeLocked(value, cell)
        }
        let old = table.pointee.counters[slot].wrappingAdd(1, ordering: .relaxed).oldValue
        finish(value, cell)
        // The bucket begins to exist.
        if old == 0 { limit(value, cell) }
    }

    @inline(__always)
    static func finish(_ value: Double, _ cell: UnsafeMutablePointer<NativeHistogramCell>) {
        if let classic = cell.pointee.classic {
            let index = HistogramCell.bucketIndex(of: value, in: classic)
            HistogramCell.bucketsOf(classic)[index].wrappingAdd(1, ordering: .relaxed)
        }
        cell.pointee.sum.addDouble(value)
    }

    @inline(never)
    private static func observeUnusual(
        _ value: Double, _ table: NativeTable.Pointer, _ cell: UnsafeMutablePointer<NativeHistogramCell>
    ) {
        guard !value.isNaN else {
            cell.pointee.nanCount.wrappingAdd(1, ordering: .relaxed)
            return finish(value, cell)
        }
        // Nothing has an index below a threshold of 0 but 0 itself, which only the gate lets through to here.
        guard value != 0 else { return observeLocked(value, cell) }
        add(value, NativeBounds.finestIndex(of: value.magnitude), table, cell)
    }

    @inline(never)
    private static func observeLocked(_ value: Double, _ cell: UnsafeMutablePointer<NativeHistogramCell>) {
        StructureLock.withLock { cell.pointee.structure.observe(value) }
    }

    @inline(never)
    private static func limit(_ value: Double, _ cell: UnsafeMutablePointer<NativeHistogramCell>) {
        StructureLock.withLock { cell.pointee.structure.limit(value) }
    }
}
