// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// Copies a few bytes, for which a call would cost more than the copy.
enum ByteCopy {
    /// - Returns: The place of the next byte.
    @inline(__always)
    static func copy(_ bytes: UnsafeRawBufferPointer, to place: UnsafeMutablePointer<UInt8>)
        -> UnsafeMutablePointer<UInt8>
    {
        let count = bytes.count
        guard let source = bytes.baseAddress, count > 0 else { return place }
        let target = UnsafeMutableRawPointer(place)
        if count > 256 {
            target.copyMemory(from: source, byteCount: count)
        } else if count >= 16 {
            copyPieces(SIMD2<UInt64>.self, source, target, count)
        } else if count >= 4 {
            copyPieces(UInt32.self, source, target, count)
        } else {
            for offset in 0..<count { place[offset] = source.load(fromByteOffset: offset, as: UInt8.self) }
        }
        return place + count
    }

    /// There is at least one piece. The last is at the end, where it may overlap the one before it.
    @inline(__always)
    private static func copyPieces<Piece: BitwiseCopyable>(
        _: Piece.Type, _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ count: Int
    ) {
        let size = MemoryLayout<Piece>.size
        var offset = 0
        while offset < count &- size {
            target.storeBytes(of: (source + offset).loadUnaligned(as: Piece.self), toByteOffset: offset, as: Piece.self)
            offset &+= size
        }
        target.storeBytes(
            of: (source + (count &- size)).loadUnaligned(as: Piece.self), toByteOffset: count &- size, as: Piece.self)
    }
}
