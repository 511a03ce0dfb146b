// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import SpecFiles

/// The bytes of a generated file as it was written: the CR that git puts before each LF in some clones
/// (`core.autocrlf`) is left out. No output has one of its own.
package struct TextFile: ~Copyable {
    private let file: OpenFile
    /// A CR was the last byte that was read, and what follows it isn't known yet.
    private var holdsReturn = false

    package init(_ file: OpenFile) { self.file = file }

    package mutating func rewind() throws(FileError) {
        try file.rewind()
        holdsReturn = false
    }

    /// How many bytes were read, at most as many as fit; 0 at the end of the file.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let base = buffer.baseAddress, buffer.count > 1 else { return 0 }
        while true {
            // A CR that was held back comes first.
            let held = holdsReturn ? 1 : 0
            if holdsReturn { buffer[0] = UInt8(ascii: "\r") }
            let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[held...]))
            holdsReturn = false
            guard count > 0 else { return held }
            let all = held + count
            guard memchr(base, CInt(UInt8(ascii: "\r")), all) != nil else { return all }
            let kept = compact(buffer, all)
            if kept > 0 { return kept }
        }
    }

    /// Moves what stays to the front.
    private mutating func compact(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
        var kept = 0
        for index in 0..<count {
            if buffer[index] == UInt8(ascii: "\r") {
                if index + 1 == count {
                    holdsReturn = true
                    break
                }
                if buffer[index + 1] == UInt8(ascii: "\n") { continue }
            }
            buffer[kept] = buffer[index]
            kept += 1
        }
        return kept
    }

    /// Everything, or as much as the limit allows.
    package mutating func bytes(limit: Int = .max) throws(FileError) -> [UInt8] {
        try Self.isRegular(file)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(1 << 16, max(2, limit)))
        while bytes.count < limit {
            var failure: FileError?
            let count = block.withUnsafeMutableBytes { buffer in
                do throws(FileError) { return try read(into: buffer) } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            if count == 0 { break }
            bytes += block[..<min(count, limit - bytes.count)]
        }
        return bytes
    }

    private static func isRegular(_ file: OpenFile) throws(FileError) { _ = try file.status() }
}
