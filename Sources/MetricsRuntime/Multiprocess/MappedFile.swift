import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file of ours in the shared directory, mapped for the life of the process. Only whoever holds `StructureLock`
/// touches this object; the values in the mapping belong to the handles.
///
/// The mapping is as long as the file may ever become, far beyond its end, so that the file grows under it and no
/// address moves.
final class MappedFile {
    let kind: MultiprocessFileKind
    private(set) var path: String
    let base: UnsafeMutableRawPointer
    private let mappedSize: Int
    private var descriptor: Int32
    private var capacity = EntryFormat.initialSize
    private var used = EntryFormat.headerSize
    /// Bytes that gauges have been promised for the time when they are first set.
    private var promised = 0

    /// What is told of a name that was taken already.
    let nameTakenBy: String?

    /// Makes a new file for this process, complete before Python can see it.
    init(kind: MultiprocessFileKind, directory: String) throws(MultiprocessError) {
        let created = try NewFile(kind: kind, directory: directory, capacity: EntryFormat.initialSize, content: nil)
        self.kind = kind
        path = created.path
        descriptor = created.descriptor
        nameTakenBy = created.nameTakenBy
        var size = EntryFormat.largestSize + 1
        while true {
            let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
            if let address, address != MAP_FAILED {
                base = address
                mappedSize = size
                return
            }
            // A process whose address space is limited has room for a smaller file.
            size /= 2
            guard size >= EntryFormat.initialSize else {
                let reason = SystemCall.reason(errno)
                unlink(created.path)
                close(created.descriptor)
                throw .file(created.path, reason: reason)
            }
        }
    }

    /// Makes sure that entries with so many bytes in all can be appended later, whatever happens to the disk.
    func promise(_ byteCount: Int) throws(MultiprocessError) {
        try makeRoom(for: byteCount)
        promised += byteCount
    }

    /// Appends entries with the value 0, which readers see all at once.
    ///
    /// - Returns: the address of each value.
    func append(_ keys: [[UInt8]]) throws(MultiprocessError) -> [UnsafeMutableRawPointer] {
        try makeRoom(for: keys.reduce(0) { $0 + EntryFormat.entrySize(keyLength: $1.count) })
        let places = keys.map { write($0, value: 0, timestamp: 0) }
        publish()
        return places
    }

    /// Appends an entry for which there is a promise.
    func appendPromised(_ key: [UInt8], value: Double, timestamp: Double) -> UnsafeMutableRawPointer {
        promised -= EntryFormat.entrySize(keyLength: key.count)
        let place = write(key, value: value, timestamp: timestamp)
        publish()
        return place
    }

    private func write(_ key: [UInt8], value: Double, timestamp: Double) -> UnsafeMutableRawPointer {
        let entry = base + used
        let valueOffset = EntryFormat.valueOffset(keyLength: key.count)
        entry.storeBytes(of: Int32(key.count), as: Int32.self)
        key.withUnsafeBytes { (entry + 4).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        for blank in 4 + key.count..<valueOffset { entry.storeBytes(of: 0x20, toByteOffset: blank, as: UInt8.self) }
        let place = entry + valueOffset
        place.storeBytes(of: value.bitPattern, as: UInt64.self)
        place.storeBytes(of: timestamp.bitPattern, toByteOffset: 8, as: UInt64.self)
        used += valueOffset + 16
        return place
    }

    /// Shows readers what has been written. They see an entry only once it is whole, whenever this process is killed.
    private func publish() {
        base.assumingMemoryBound(to: Atomic<Int32>.self).pointee.store(Int32(used), ordering: .releasing)
    }

    private func makeRoom(for byteCount: Int) throws(MultiprocessError) {
        let needed = used + promised + byteCount
        guard needed > capacity else { return }
        guard needed <= EntryFormat.largestSize, needed <= mappedSize else { throw .formatLimit(file: path) }
        var size = capacity
        while size < needed { size *= 2 }
        size = min(size, mappedSize)
        try Self.grow(descriptor, path: path, to: size)
        capacity = size
    }

    fileprivate static func grow(_ descriptor: Int32, path: String, to size: Int) throws(MultiprocessError) {
        guard descriptor >= 0 else { throw .file(path, reason: "this forked process has no file of its own") }
        let limit = SystemCall.fileSizeLimit
        guard UInt64(size) <= limit else { throw .fileSizeLimit(file: path, limit: limit) }
        switch SystemCall.allocateBlocks(descriptor, size: size) {
        case 0: return
        case ENOSPC, EDQUOT: throw .diskFull(file: path)
        case EFBIG: throw .fileSizeLimit(file: path, limit: limit)
        case let number: throw .file(path, reason: SystemCall.reason(number))
        }
    }

    /// Moves the mapping of a forked child to a file of its own, at the same addresses, so that its handles stay valid.
    ///
    /// The child starts at 0, as Python's does. Its gauges have no entries until it sets them: a gauge that it never set
    /// is none of its values.
    func restartAfterFork(directory: String) throws(MultiprocessError) {
        // The child's copy of the descriptor would keep the parent's lock held when the parent is gone.
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        if kind.isGauge {
            promised += used - EntryFormat.headerSize
            used = EntryFormat.headerSize
        }
        do throws(MultiprocessError) {
            let created = try NewFile(
                kind: kind, directory: directory, capacity: capacity,
                content: UnsafeRawBufferPointer(start: base, count: used))
            path = created.path
            descriptor = created.descriptor
            let address = mmap(
                base, mappedSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, created.descriptor, 0)
            guard address != MAP_FAILED else { throw .file(path, reason: SystemCall.reason(errno)) }
        } catch {
            // Never into the parent's file: what this child counts goes into memory that nobody reads. The entries go
            // with it, since a child of this child begins its file with them.
            let entries = UnsafeMutableRawPointer.allocate(byteCount: used, alignment: 8)
            entries.copyMemory(from: base, byteCount: used)
            mmap(
                base, mappedSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_ANON | MAP_NORESERVE, -1, 0)
            base.copyMemory(from: entries, byteCount: used)
            entries.deallocate()
            throw error
        }
    }
}

/// A file that comes into being complete: made under a name that Python does not read, with its blocks and its header,
/// and only then given its name.
private struct NewFile {
    let path: String
    let descriptor: Int32
    let nameTakenBy: String?

    /// - Parameter content: a file's bytes up to `used`, whose entries are copied with their values at 0.
    init(kind: MultiprocessFileKind, directory: String, capacity: Int, content: UnsafeRawBufferPointer?)
        throws(MultiprocessError)
    {
        let process = "\(getpid())"
        // In another container a process can have our number, and start at the same time.
        let temporary = "\(directory)/.\(kind.prefix)\(process)-\(String(UInt64.random(in: 0 ... .max), radix: 16)).new"
        let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.error(errno, path: temporary, directory: directory) }
        do throws(MultiprocessError) {
            // Before it has its name, so that nobody ever sees it without a living writer.
            SystemCall.lock(descriptor)
            try MappedFile.grow(descriptor, path: temporary, to: capacity)
            try Self.fill(descriptor, path: temporary, with: content)
            let (path, taken) = try Self.publish(temporary, kind: kind, process: process, directory: directory)
            self.path = path
            nameTakenBy = taken
            self.descriptor = descriptor
        } catch {
            unlink(temporary)
            close(descriptor)
            throw error
        }
    }

    private static func error(_ number: Int32, path: String, directory: String) -> MultiprocessError {
        switch number {
        case ENOSPC, EDQUOT: .diskFull(file: path)
        case ENOENT, EACCES, EROFS, ENOTDIR: .directory(directory, reason: SystemCall.reason(number))
        default: .file(path, reason: SystemCall.reason(number))
        }
    }

    private static func fill(_ descriptor: Int32, path: String, with content: UnsafeRawBufferPointer?)
        throws(MultiprocessError)
    {
        let size = content?.count ?? EntryFormat.headerSize
        guard let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), address != MAP_FAILED
        else { throw .file(path, reason: SystemCall.reason(errno)) }
        defer { munmap(address, size) }
        if let content, let start = content.baseAddress {
            address.copyMemory(from: start, byteCount: size)
            var offset = EntryFormat.headerSize
            while offset < size {
                let length = Int(address.load(fromByteOffset: offset, as: Int32.self))
                offset += EntryFormat.entrySize(keyLength: length)
                precondition(length >= 0 && offset <= size, "entries of our own that reach beyond their end")
                address.storeBytes(of: 0, toByteOffset: offset - 16, as: UInt64.self)
                address.storeBytes(of: 0, toByteOffset: offset - 8, as: UInt64.self)
            }
        }
        address.storeBytes(of: Int32(size), as: Int32.self)
        address.storeBytes(of: EntryFormat.ownMark, toByteOffset: 4, as: UInt32.self)
    }

    /// Gives the file its name.
    ///
    /// A file of that name is a stranger's: the number of a process that has ended is given out again. It is never
    /// continued. Where the name tells a process apart (`all`) or goes with it (`live`) the ended one's file gives way;
    /// elsewhere its values stay in the sums, and ours has a suffix that changes nothing for readers.
    private static func publish(_ temporary: String, kind: MultiprocessFileKind, process: String, directory: String)
        throws(MultiprocessError) -> (path: String, taken: String?)
    {
        let first = "\(directory)/\(MultiprocessFileName(kind: kind, process: process).text)"
        var candidate = first
        for attempt in 1...10_000 {
            // Unlike rename, link never replaces.
            if link(temporary, candidate) == 0 {
                unlink(temporary)
                return (candidate, attempt > 1 ? first : nil)
            }
            let number = errno
            guard number == EEXIST else {
                // A file system without links; nobody else takes a name with our number.
                if number == EPERM || number == EOPNOTSUPP || number == ENOSYS, access(candidate, F_OK) != 0,
                    rename(temporary, candidate) == 0
                {
                    return (candidate, attempt > 1 ? first : nil)
                }
                throw error(number, path: candidate, directory: directory)
            }
            if attempt == 1, kind.isPerProcess || kind.isLive, !hasLivingWriter(candidate) {
                guard rename(temporary, candidate) == 0 else {
                    throw error(errno, path: candidate, directory: directory)
                }
                return (candidate, first)
            }
            candidate = "\(directory)/\(MultiprocessFileName(kind: kind, process: "\(process)-\(attempt)").text)"
        }
        throw .file(first, reason: "its name and 9,999 others are taken")
    }

    /// Two containers may share a directory and each have a process with our number.
    private static func hasLivingWriter(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return SystemCall.isLocked(descriptor)
    }
}
