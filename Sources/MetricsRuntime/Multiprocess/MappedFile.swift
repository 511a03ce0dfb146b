// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary
import Synchronization

/// A file of ours in the shared directory, mapped for the life of the process. Only the holder of `StructureLock`
/// uses this object; the values in the mapping belong to the handles.
///
/// The mapping is as long as the file may ever become, far beyond its end, so the file grows in it and no address
/// changes.
final class MappedFile {
    let kind: MultiprocessFileKind
    private(set) var path: String
    /// Where the file begins, in its region.
    let base: UnsafeMutableRawPointer
    private let mappedSize: Int
    private let store: MappedStore
    /// nil while there is no file.
    private var descriptor: Descriptor?
    /// The file's size; 0 while there is none.
    private var capacity = 0
    private var used = EntryFormat.headerSize
    /// Bytes that are promised to gauges for the time when they are first set.
    private var promised = 0

    private var isRemoved = false
    /// Whether the missing file has been reported.
    private var isWithoutFileSaid = false

    /// Reserves the addresses. The file itself is made for its first entry: no process sees one without an entry.
    init(kind: MultiprocessFileKind, of store: MappedStore) throws(MultiprocessError) {
        guard let region = MappedRegion.reserve() else {
            throw .directory(store.directory, reason: SystemCall.reason(ENOMEM))
        }
        self.kind = kind
        self.store = store
        base = region.start + MappedRegion.fileOffset
        mappedSize = region.size - MappedRegion.fileOffset
        path = "\(store.directory)/\(MultiprocessFileName(kind: kind, process: "\(getpid())").text)"
        MappedRegion.setFile(self, of: region.start)
        state.pointee.store(MappedRegion.State.unmade, ordering: .relaxed)
        // Swift's runtime takes locks when it first uses a type, and another thread may hold them while it forks.
        // After this, the child that makes this file needs none of them.
        _ = Self.content(size: used, entries: Self.entries(of: store, in: kind, from: base))
    }

    /// The place where recorders find the file's state.
    var region: UInt { UInt(bitPattern: base - MappedRegion.fileOffset) }

    private func map() throws(MultiprocessError) {
        let address = mmap(
            base, mappedSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, descriptor?.number ?? -1, 0)
        guard address != MAP_FAILED else { throw .file(path, reason: SystemCall.reason(errno)) }
    }

    /// Makes sure that entries with this many bytes in all can be appended later, whatever happens to the disk. While
    /// the file doesn't exist, only what can be known without one is checked.
    func promise(_ byteCount: Int) throws(MultiprocessError) {
        if isMade {
            try makeRoom(for: byteCount)
        } else {
            let size = try size(for: used + promised + byteCount)
            let limit = SystemCall.fileSizeLimit
            guard UInt64(size) <= limit else { throw .fileSizeLimit(file: path, limit: limit) }
            guard access(store.directory, W_OK | X_OK) == 0 else {
                throw .directory(store.directory, reason: SystemCall.reason(errno))
            }
        }
        promised += byteCount
    }

    /// Makes the file, if there is none yet, for what has been promised.
    func makeNow() throws(MultiprocessError) {
        if !isMade { try make(for: 0) }
    }

    /// Appends entries with the value 0, which readers see all at once.
    ///
    /// - Returns: The address of each value.
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

    /// Shows readers what has been written. They see an entry only once it is complete, even if this process is
    /// killed.
    private func publish() {
        base.assumingMemoryBound(to: Atomic<Int32>.self).pointee.store(Int32(used), ordering: .releasing)
    }

    private func makeRoom(for byteCount: Int) throws(MultiprocessError) {
        if !isMade { try make(for: byteCount) }
        let needed = used + promised + byteCount
        guard needed > capacity, let number = descriptor?.number else { return }
        let size = try size(for: needed)
        try Self.grow(number, path: path, to: size)
        capacity = size
    }

    /// The size of a file that has room for this many bytes: whole pages, of which at most an eighth is empty, not
    /// counting the last. Python's client makes larger files, of which the file system stores the pages in use. Our
    /// files have a disk block for each byte.
    private func size(for needed: Int) throws(MultiprocessError) -> Int {
        guard needed <= EntryFormat.largestSize, needed <= mappedSize else { throw .formatLimit(file: path) }
        let (page, step) = (EntryFormat.initialSize, capacity + capacity / 8)
        return min((max(needed, step) + page - 1) / page * page, mappedSize)
    }

    fileprivate static func grow(_ descriptor: Int32, path: String, to size: Int) throws(MultiprocessError) {
        let limit = SystemCall.fileSizeLimit
        guard UInt64(size) <= limit else { throw .fileSizeLimit(file: path, limit: limit) }
        switch SystemCall.allocateBlocks(descriptor, size: size) {
        case 0: return
        case ENOSPC, EDQUOT: throw .diskFull(file: path)
        case EFBIG: throw .fileSizeLimit(file: path, limit: limit)
        case let number: throw .file(path, reason: SystemCall.reason(number))
        }
    }

    /// Whether the file has lost its name, as when a directory is emptied under a running process. True only once.
    func wasRemovedSinceAsked() -> Bool {
        var status = stat()
        guard !isRemoved, let number = descriptor?.number, fstat(number, &status) == 0, status.st_nlink == 0 else {
            return false
        }
        isRemoved = true
        return true
    }

    // MARK: The file

    private var state: UnsafeMutablePointer<Atomic<UInt32>> { MappedRegion.state(of: region) }

    private var isMade: Bool { state.pointee.load(ordering: .relaxed) == MappedRegion.State.own }

    /// Runs in a forked child before any other code: from here on nothing is written into the parent's file. The
    /// child's copy of the descriptor has been closed.
    ///
    /// Memory of the child replaces the mapping, so no address leads into the parent's file. Nothing is written
    /// there: recorders look at the state first.
    func restartAfterFork() {
        descriptor = nil
        isWithoutFileSaid = false
        state.pointee.store(MappedRegion.State.unmade, ordering: .relaxed)
        mmap(base, mappedSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_ANON | MAP_NORESERVE, -1, 0)
    }

    /// Makes the file for a recorder that has something to record: a gauge that is set for the first time, or
    /// anything in a forked child. Under `StructureLock`. If the file can't be made, that is reported once, and a
    /// recorder tries again after a second.
    ///
    /// - Returns: Whether there is a file to record into.
    func makeOwn() -> Bool {
        if isMade { return true }
        do throws(MultiprocessError) {
            try make(for: 0)
            isWithoutFileSaid = false
            return true
        } catch {
            descriptor = nil
            MappedRegion.setFailed(state)
            if !isWithoutFileSaid { store.notify(.withoutFile(error)) }
            isWithoutFileSaid = true
            return false
        }
    }

    /// Makes the file, with room for this many more bytes, at the addresses that have been reserved for it: handles
    /// stay valid in a forked child. Under `StructureLock`.
    ///
    /// A child starts at 0, as Python's does. Its gauges have no entries until it sets them: a gauge that it never
    /// set is not one of its values. Only those with an initial value have one as soon as there is a file.
    private func make(for byteCount: Int) throws(MultiprocessError) {
        if kind.isGauge {
            store.forgetGauges(in: kind)
            promised += used - EntryFormat.headerSize
            used = EntryFormat.headerSize
        }
        capacity = 0
        let size = try size(for: used + promised + byteCount)
        let entries = Self.entries(of: store, in: kind, from: base)
        let created = try NewFile(
            kind: kind, directory: store.directory, capacity: size,
            content: Self.content(size: used, entries: entries))
        path = created.path
        let taken = created.nameTakenBy
        let opened = created.descriptor
        descriptor = consume opened
        do throws(MultiprocessError) {
            try map()
        } catch {
            unlink(path)
            descriptor = nil
            throw error
        }
        capacity = size
        if let taken { store.notify(.processNumberReused(file: taken, own: path)) }
        // Last: a recorder that sees it writes into the new file.
        state.pointee.store(MappedRegion.State.own, ordering: .releasing)
        if kind.isGauge { store.makeInitialEntries(in: kind) }
    }

    private static func entries(
        of store: MappedStore, in kind: MultiprocessFileKind, from base: UnsafeMutableRawPointer
    )
        -> [(offset: Int, key: [UInt8])]
    {
        store.entries(in: kind).map { (offset: $0.place - base, key: $0.key) }
    }

    /// The bytes of a file with these entries, all of whose values are 0.
    ///
    /// - Parameter entries: The key of each, and the position of its value.
    private static func content(size: Int, entries: [(offset: Int, key: [UInt8])]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: Int32(size), as: Int32.self)
            bytes.storeBytes(of: EntryFormat.ownMark, toByteOffset: 4, as: UInt32.self)
            for (offset, key) in entries {
                let start = offset - EntryFormat.valueOffset(keyLength: key.count)
                bytes.storeBytes(of: Int32(key.count), toByteOffset: start, as: Int32.self)
                bytes[start + 4..<offset].initializeMemory(as: UInt8.self, repeating: 0x20)
                UnsafeMutableRawBufferPointer(rebasing: bytes[(start + 4)...]).copyBytes(from: key)
            }
        }
        return bytes
    }
}

/// A file that appears complete: made under a name that Python does not read, with its blocks and its header, and
/// only then given its name.
private struct NewFile: ~Copyable {
    let path: String
    let descriptor: Descriptor
    let nameTakenBy: String?

    /// - Parameter content: The bytes up to `used`.
    init(kind: MultiprocessFileKind, directory: String, capacity: Int, content: [UInt8]) throws(MultiprocessError) {
        let process = "\(getpid())"
        // A process in another container can have our number, and start at the same time.
        let temporary = "\(directory)/.\(kind.prefix)\(process)-\(String(UInt64.random(in: 0 ... .max), radix: 16)).new"
        guard let file = Descriptor(temporary, O_RDWR | O_CREAT | O_EXCL, mode: 0o644) else {
            throw Self.error(errno, path: temporary, directory: directory)
        }
        do throws(MultiprocessError) {
            // Before it has its name: it is never visible without a living writer.
            SystemCall.lock(file.number)
            try MappedFile.grow(file.number, path: temporary, to: capacity)
            try Self.fill(file.number, path: temporary, with: content)
            (path, nameTakenBy) = try Self.publish(temporary, kind: kind, process: process, directory: directory)
        } catch {
            unlink(temporary)
            throw error
        }
        descriptor = file
    }

    private static func error(_ number: Int32, path: String, directory: String) -> MultiprocessError {
        switch number {
        case ENOSPC, EDQUOT: .diskFull(file: path)
        case ENOENT, EACCES, EROFS, ENOTDIR: .directory(directory, reason: SystemCall.reason(number))
        default: .file(path, reason: SystemCall.reason(number))
        }
    }

    private static func fill(_ descriptor: Int32, path: String, with content: [UInt8]) throws(MultiprocessError) {
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress! + written, $0.count - written, off_t(written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .file(path, reason: SystemCall.reason(errno)) }
            written += count
        }
    }

    /// Gives the file its name.
    ///
    /// A file of that name belongs to another process, which has ended and had the same number. It is never
    /// continued. If the name identifies a process (`all`) or ends with it (`live`), the old file is removed.
    /// Otherwise its values stay in the sums, and ours has a suffix that changes nothing for readers.
    private static func publish(_ temporary: String, kind: MultiprocessFileKind, process: String, directory: String)
        throws(MultiprocessError) -> (path: String, taken: String?)
    {
        let first = "\(directory)/\(MultiprocessFileName(kind: kind, process: process).text)"
        var candidate = first
        for attempt in 1...10_000 {
            switch SystemCall.renameWithoutReplacing(temporary, to: candidate) {
            case 0: return (candidate, attempt > 1 ? first : nil)
            case EEXIST: break
            case let number: throw error(number, path: candidate, directory: directory)
            }
            if attempt == 1, kind.isPerProcess || kind.isLive,
                let ended = try? WriterProof(directory).ended(MultiprocessFileName(kind: kind, process: process).text),
                try ended.remove(), SystemCall.renameWithoutReplacing(temporary, to: candidate) == 0
            {
                return (candidate, first)
            }
            candidate = "\(directory)/\(MultiprocessFileName(kind: kind, process: "\(process)-\(attempt)").text)"
        }
        throw .file(first, reason: "its name and 9,999 others are taken")
    }
}
