import SpecCompilation
import SpecOutput

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Compares an output, as its blocks come, with the file that stands in its place. Neither is ever in memory as a whole.
final class OutputComparison {
    private let path: String
    private let file: OpenFile
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private(set) var isSame = true
    /// How many bytes were the same.
    private(set) var sameCount = 0

    init(with path: String) throws(FileError) {
        self.path = path
        file = try OpenFile(reading: path)
    }

    deinit { block.deallocate() }

    /// Takes the output's next block. Whether it and everything before it is what the file says.
    func takes(_ bytes: UnsafeRawBufferPointer) throws(FileError) -> Bool {
        var rest = bytes
        var isSame = isSame
        while isSame, !rest.isEmpty {
            let count = try file.read(
                into: UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, rest.count)]))
            guard count > 0, let old = block.baseAddress, let new = rest.baseAddress else {
                isSame = false
                break
            }
            isSame = memcmp(old, new, count) == 0
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        if isSame { sameCount += bytes.count }
        self.isSame = isSame
        return isSame
    }

    /// Whether the output, which has no more blocks, is what the file says.
    func ends() throws(FileError) -> Bool {
        if isSame { isSame = try file.read(into: block) == 0 }
        return isSame
    }

    /// Writes what was the same to another file.
    func copySame(to other: OpenFile) throws(FileError) {
        try file.rewind()
        var rest = sameCount
        while rest > 0 {
            let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, rest)]))
            // Whoever shortens the file meanwhile wants the run to start again.
            guard count > 0 else { throw FileError(path, errno: EAGAIN) }
            try other.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
            rest -= count
        }
    }
}

extension OutputFile {
    /// Whether a file says exactly this.
    func isSame(as path: String) throws(FileError) -> Bool {
        let comparison = try OutputComparison(with: path)
        var failure: FileError?
        write { block in
            guard failure == nil else { return }
            do throws(FileError) { _ = try comparison.takes(block) } catch { failure = error }
        }
        if let failure { throw failure }
        return try comparison.ends()
    }

    /// Writes it beside its place, where it isn't what stands there already.
    ///
    /// - Returns: nil where there is nothing to do.
    func staged(for path: String, isThere: Bool) throws(FileError) -> StagedFile? {
        let comparison = isThere ? try OutputComparison(with: path) : nil
        var staged: (place: StagedFile, file: OpenFile)?
        var failure: FileError?
        /// From the first difference on.
        func file() throws(FileError) -> OpenFile {
            if let staged { return staged.file }
            let place = try StagedFile(for: path)
            let file = try place.create()
            staged = (place, file)
            try comparison?.copySame(to: file)
            return file
        }
        write { block in
            guard failure == nil else { return }
            do throws(FileError) {
                if try comparison?.takes(block) != true { try file().write(block) }
            } catch {
                failure = error
            }
        }
        do throws(FileError) {
            if let failure { throw failure }
            if try comparison?.ends() == true { return nil }
            try file().close()
            return staged?.place
        } catch {
            staged?.place.discard()
            throw error
        }
    }
}
