#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Puts one file into the place of those that ended processes have left, kind by kind.
///
/// Whenever it is killed, a reader of ours counts each value once:
///
/// 1. The file is written whole, with the list of its sources.
/// 2. It is given its pending name: from here on readers take it, and pass over what it lists.
/// 3. The sources lose their names and keep their inodes, so that no new file can be mistaken for one of them.
/// 4. It is given its own name: its list is void.
/// 5. The sources go.
///
/// What a killed one has left undone is done by the next. Scrapes of ours hold the directory's lock while they list and
/// read, and folding holds it against them, so that no scrape sees two steps.
struct FileFolding {
    let directory: String
    /// Asked before each step; false ends the folding there, as killing the process would.
    var goesOn: () -> Bool = { true }

    /// - Returns: how many files were folded.
    func run() throws(MultiprocessError) -> Int {
        // Without it a scrape could list the sources and find them gone.
        let lock = try DirectoryLock(directory, for: "folding")
        defer { withExtendedLifetime(lock) {} }
        guard try finishEarlier() else { return 0 }
        var count = 0
        for (kind, sources) in try sources() {
            guard let folded = try fold(kind, sources, lock.descriptor) else { return count }
            count += folded
        }
        return count
    }

    private func names() throws(MultiprocessError) -> [String] {
        guard let names = SystemCall.names(in: directory) else {
            throw .directory(directory, reason: SystemCall.reason(errno))
        }
        return names
    }

    // MARK: What is folded

    /// The files of ended processes, where there are several of a kind, and the folded one among them.
    private func sources() throws(MultiprocessError) -> [(MultiprocessFileKind, [MultiprocessFileName])] {
        let files = try names().compactMap { MultiprocessFileName($0) }
        return MultiprocessFileKind.all.compactMap { kind in
            guard kind.isFoldable else { return nil }
            // A name without a number is that of a process of which nobody can say whether it lives.
            let ended = files.filter {
                $0.kind == kind && ($0.isFolded || $0.processIdentifier != nil)
                    && WriterLife(of: $0, in: directory) == .ended
            }
            return ended.count > 1 ? (kind, ended) : nil
        }
    }

    /// - Returns: how many files were folded; nil where it was told to end.
    private func fold(_ kind: MultiprocessFileKind, _ sources: [MultiprocessFileName], _ directoryDescriptor: Int32)
        throws(MultiprocessError) -> Int?
    {
        var contents = FoldedContents(kind: kind)
        var list = FoldList()
        for source in sources {
            // What can't be read as a whole stays as it is, for readers to tell of.
            guard let file = WholeFile("\(directory)/\(source.text)") else { continue }
            file.bytes.withUnsafeBytes { contents.add($0, isFolded: source.isFolded) }
            list.entries.append(.init(name: source.text, inode: file.inode))
        }
        guard list.entries.count > 1 else { return 0 }
        guard contents.used <= EntryFormat.largestSize else {
            throw .formatLimit(file: "\(directory)/\(FoldName.file(kind, 0).text)")
        }
        let number = (sources.compactMap(\.foldNumber).max() ?? 0) + 1
        let temporary = "\(directory)/\(FoldName.new(kind, number))"
        let pending = "\(directory)/\(FoldName.pending(kind, number))"
        guard goesOn() else { return nil }
        do throws(MultiprocessError) {
            try write(contents.finished(list), to: temporary)
        } catch {
            unlink(temporary)
            throw error
        }
        guard goesOn() else { return nil }
        guard rename(temporary, pending) == 0 else { throw .file(pending, reason: SystemCall.reason(errno)) }
        // The sources must not be gone after a power failure that this name did not survive.
        fsync(directoryDescriptor)
        return try finish(kind, number, list) ? list.entries.count : nil
    }

    private func write(_ bytes: [UInt8], to path: String) throws(MultiprocessError) {
        let limit = SystemCall.fileSizeLimit
        guard UInt64(bytes.count) <= limit else { throw .fileSizeLimit(file: path, limit: limit) }
        unlink(path)
        guard let file = Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644) else {
            throw Self.error(errno, path)
        }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(file.number, $0.baseAddress! + written, $0.count - written, off_t(written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.error(errno, path) }
            written += count
        }
        guard fsync(file.number) == 0 else { throw Self.error(errno, path) }
    }

    private static func error(_ number: Int32, _ path: String) -> MultiprocessError {
        number == ENOSPC || number == EDQUOT
            ? .diskFull(file: path) : .file(path, reason: SystemCall.reason(number))
    }

    // MARK: The steps after the first

    /// - Returns: false where it was told to end.
    private func finish(_ kind: MultiprocessFileKind, _ number: Int, _ list: FoldList) throws(MultiprocessError) -> Bool
    {
        for entry in list.entries {
            guard goesOn() else { return false }
            let path = "\(directory)/\(entry.name)"
            var status = stat()
            guard stat(path, &status) == 0, UInt64(status.st_ino) == entry.inode else { continue }
            try move(path, to: "\(directory)/\(FoldName.covered(entry.name))")
        }
        guard goesOn() else { return false }
        try move(
            "\(directory)/\(FoldName.pending(kind, number))", to: "\(directory)/\(FoldName.file(kind, number).text)")
        for entry in list.entries {
            guard goesOn() else { return false }
            unlink("\(directory)/\(FoldName.covered(entry.name))")
        }
        return true
    }

    private func move(_ path: String, to other: String) throws(MultiprocessError) {
        guard rename(path, other) == 0 else { throw .file(path, reason: SystemCall.reason(errno)) }
    }

    /// Does what one that was killed has left undone.
    private func finishEarlier() throws(MultiprocessError) -> Bool {
        let names = try names()
        for name in names {
            guard let file = FoldName.fileOfPending(name), let number = file.foldNumber,
                let contents = WholeFile("\(directory)/\(name)"),
                let list = contents.bytes.withUnsafeBytes({ FoldList(of: $0) })
            else { continue }
            guard try finish(file.kind, number, list) else { return false }
        }
        // A pending file whose list can't be read is not of ours; what is held back for it stays.
        guard !(try self.names().contains { FoldName.fileOfPending($0) != nil }) else { return true }
        for name in names where FoldName.isCovered(name) || FoldName.isNew(name) {
            guard goesOn() else { return false }
            unlink("\(directory)/\(name)")
        }
        return true
    }
}

/// A file that was read from its beginning to its end and is what the format says.
struct WholeFile {
    let bytes: [UInt8]
    let inode: UInt64

    init?(_ path: String) {
        guard let file = Descriptor(path, O_RDONLY | O_NONBLOCK) else { return nil }
        var status = stat()
        guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let buffer = ReadBuffer()
        // A header may say anything, and a file be as long as it likes without a block behind it.
        guard let header = buffer.read(file.number, EntryFormat.headerSize), header.count == EntryFormat.headerSize
        else { return nil }
        let used = max(EntryFormat.headerSize, Int(header.loadUnaligned(as: Int32.self)))
        guard used <= Int(status.st_size),
            let bytes = buffer.read(file.number, min(Int(status.st_size), used + FoldList.largestSize)),
            Self.isWhole(bytes)
        else { return nil }
        self.bytes = Array(bytes)
        inode = UInt64(status.st_ino)
    }

    private static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= EntryFormat.headerSize else { return false }
        let used = max(EntryFormat.headerSize, Int(bytes.loadUnaligned(as: Int32.self)))
        guard used <= bytes.count else { return false }
        var position = EntryFormat.headerSize
        var parser = EntryKeyParser()
        while position < used {
            guard position + 4 <= used else { return false }
            let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
            guard length >= 0, length <= used - position else { return false }
            let end = position + EntryFormat.entrySize(keyLength: length)
            guard end <= used,
                parser.parse(UnsafeRawBufferPointer(rebasing: bytes[position + 4..<position + 4 + length]))
            else { return false }
            position = end
        }
        return true
    }
}
