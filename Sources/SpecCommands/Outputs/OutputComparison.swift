// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import SpecFiles
import SpecOutput

/// Compares an output, block by block, with the file in its place. Neither is ever in memory as a whole. Line endings
/// that git rewrote don't count.
final class OutputComparison {
    private let shown: String
    private var file: TextFile
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// What of the block was read and not compared yet.
    private var ahead: Range<Int> = 0..<0
    private(set) var isSame = true
    /// How many bytes were the same.
    private(set) var sameCount = 0

    init(with path: PackagePath, in tree: FileTree) throws(FileError) {
        shown = Path.join(tree.path, path.text)
        let file = try tree.open(path)
        _ = try file.status()
        self.file = TextFile(file)
    }

    deinit { block.deallocate() }

    /// Takes the output's next block. Whether it and everything before it is what the file says.
    func takes(_ bytes: UnsafeRawBufferPointer) throws(FileError) -> Bool {
        var rest = bytes
        var isSame = isSame
        while isSame, !rest.isEmpty {
            if ahead.isEmpty { try fill() }
            let count = min(ahead.count, rest.count)
            guard count > 0, let old = block.baseAddress, let new = rest.baseAddress else {
                isSame = false
                break
            }
            isSame = memcmp(old + ahead.lowerBound, new, count) == 0
            ahead = (ahead.lowerBound + count)..<ahead.upperBound
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        if isSame { sameCount += bytes.count }
        self.isSame = isSame
        return isSame
    }

    /// Whether the output, which has no more blocks, is what the file says.
    func ends() throws(FileError) -> Bool {
        if isSame, ahead.isEmpty { try fill() }
        isSame = isSame && ahead.isEmpty
        return isSame
    }

    /// Writes what was the same to another file.
    func copySame(to other: OpenFile) throws(FileError) {
        try file.rewind()
        var rest = sameCount
        while rest > 0 {
            try fill()
            // If another process shortens the file meanwhile, the run has to start again.
            guard !ahead.isEmpty else { throw FileError(shown, errno: EAGAIN) }
            let count = min(ahead.count, rest)
            try other.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
            rest -= count
        }
    }

    private func fill() throws(FileError) { ahead = 0..<(try file.read(into: block)) }
}

extension OutputFile {
    /// Whether a file says exactly this, and the digest of this.
    func compared(with path: PackagePath, in tree: FileTree) throws(FileError) -> (isSame: Bool, digest: ContentDigest)
    {
        let comparison = try OutputComparison(with: path, in: tree)
        var digest = ContentDigest()
        var failure: FileError?
        write { block in
            digest.add(block)
            guard failure == nil else { return }
            do throws(FileError) { _ = try comparison.takes(block) } catch { failure = error }
        }
        if let failure { throw failure }
        return (try comparison.ends(), digest)
    }

    var digest: ContentDigest {
        var digest = ContentDigest()
        write { digest.add($0) }
        return digest
    }

    /// Writes it beside its place, where it isn't what is there already.
    ///
    /// - Returns: no file where there is nothing to do.
    func staged(
        for path: PackagePath, in tree: FileTree, isThere: Bool
    ) throws(FileError) -> (file: StagedFile?, digest: ContentDigest) {
        let comparison = isThere ? try OutputComparison(with: path, in: tree) : nil
        var digest = ContentDigest()
        var staged: (place: StagedFile, file: OpenFile)?
        var failure: FileError?
        /// From the first difference on.
        func file() throws(FileError) -> OpenFile {
            if let staged { return staged.file }
            let (place, file) = try StagedFile.create(for: path, in: tree, isOutput: true, isNew: !isThere)
            staged = (place, file)
            try comparison?.copySame(to: file)
            return file
        }
        write { block in
            digest.add(block)
            guard failure == nil else { return }
            do throws(FileError) {
                if try comparison?.takes(block) != true { try file().write(block) }
            } catch {
                failure = error
            }
        }
        do throws(FileError) {
            if let failure { throw failure }
            if try comparison?.ends() == true { return (nil, digest) }
            try file().close()
            return (staged?.place, digest)
        } catch {
            staged?.place.discard()
            throw error
        }
    }
}
