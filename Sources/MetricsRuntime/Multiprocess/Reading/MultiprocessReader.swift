#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads a directory in which processes share their metrics, Python's and ours, and merges it into one page.
///
/// Keys are parsed once and kept. A file that can't be read as a whole is left out, counted and told of; it never stops
/// the rest.
public final class MultiprocessReader: Sendable {
    public let directory: String
    private let state = Lock(State())

    /// What a reading found besides values.
    public struct Report: Equatable, Sendable {
        public internal(set) var files = 0
        /// Nil where the directory could be listed.
        public internal(set) var directoryFault: String?
        public internal(set) var faults: [MultiprocessFileFault] = []
        /// Files that were skipped since this reader was made, each counted at each reading, and so is a directory that
        /// can't be read.
        public internal(set) var skippedInAll: UInt64 = 0

        fileprivate var hasConflicts: Bool {
            faults.contains { if case .familyConflict = $0.reason { true } else { false } }
        }
    }

    public init(directory: String) { self.directory = directory }

    func isSameDirectory(as other: MultiprocessReader) -> Bool {
        var own = stat()
        var theirs = stat()
        guard stat(directory, &own) == 0, stat(other.directory, &theirs) == 0 else {
            return directory == other.directory
        }
        return own.st_dev == theirs.st_dev && own.st_ino == theirs.st_ino
    }

    /// What the last reading found.
    public var lastReport: Report { state.withLock { $0.report } }

    /// The merged page, as one text.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text format 0.0.4 of the merged families.
    @discardableResult
    public func writeExposition(into text: inout [UInt8]) -> Report {
        writeExposition(without: { _ in false }, into: &text)
    }

    @discardableResult
    func writeExposition(without taken: (String) -> Bool, into text: inout [UInt8]) -> Report {
        state.withLock { $0.write(directory, without: taken, into: &text) }
    }

    private struct State: ~Copyable {
        var series = MergedSeries()
        var files: [String: ReadFile] = [:]
        var report = Report()
        var round: UInt32 = 0
        let buffer = ReadBuffer()

        mutating func write(_ directory: String, without taken: (String) -> Bool, into text: inout [UInt8]) -> Report {
            round += 1
            report.files = 0
            report.directoryFault = nil
            report.faults = []
            // Held against folding, which puts one file into the place of several.
            let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
            defer { if descriptor >= 0 { close(descriptor) } }
            let isLocked = descriptor < 0 || SystemCall.lockDirectory(descriptor, LOCK_SH, seconds: 5)
            // Without the lock a value could be counted twice or not at all: no value is better.
            let names = isLocked ? SystemCall.names(in: directory) : []
            if names == nil { report.directoryFault = SystemCall.reason(errno) }
            if !isLocked { report.directoryFault = "another process has held its lock for 5 seconds" }
            read(names ?? [], in: directory)
            // What another type stands against may be gone: then it is the one that holds from now on.
            if report.hasConflicts, series.hasStale(in: round) {
                forget()
                report.files = 0
                report.faults = []
                read(names ?? [], in: directory)
            }
            buffer.shrink()
            let leftOut = series.write(round: round, without: taken, into: &text)
            for family in leftOut {
                report.faults.append(MultiprocessFileFault(file: directory, reason: .familyConflict(family: family)))
            }
            report.skippedInAll += UInt64(report.faults.count + (report.directoryFault == nil ? 0 : 1))
            if series.isMostlyStale(in: round) { forget() }
            return report
        }

        /// Starts again: most of what is known belongs to files that are gone.
        private mutating func forget() {
            series = MergedSeries()
            files = [:]
        }

        private mutating func read(_ names: [String], in directory: String) {
            var seen: Set<String> = []
            let (pending, covered) = pending(names, in: directory)
            for text in names where text.hasSuffix(".db") || pending[text] != nil {
                guard let name = pending[text] ?? MultiprocessFileName(text) else {
                    report.faults.append(MultiprocessFileFault(file: text, reason: .foreignName))
                    continue
                }
                let file = files[text] ?? ReadFile(name)
                let result = file.read(
                    "\(directory)/\(text)", buffer, &series, round: round, covered: covered[text])
                switch result {
                // A name that is no text was repaired when it was listed, and leads to no file.
                case .vanished where text.unicodeScalars.contains("\u{FFFD}"):
                    report.faults.append(MultiprocessFileFault(file: text, reason: .foreignName))
                    continue
                case .vanished, .covered: continue
                case .merged: report.files += 1
                case .fault(let reason): report.faults.append(MultiprocessFileFault(file: text, reason: reason))
                }
                for family in file.conflicts {
                    report.faults.append(MultiprocessFileFault(file: text, reason: .familyConflict(family: family)))
                }
                seen.insert(text)
                files[text] = file
            }
            if seen.count < files.count { files = files.filter { seen.contains($0.key) } }
        }

        /// Folded files whose folding was not ended, and the inodes of the files that they hold already, by name.
        private mutating func pending(_ names: [String], in directory: String)
            -> (files: [String: MultiprocessFileName], covered: [String: UInt64])
        {
            var files: [String: MultiprocessFileName] = [:]
            var covered: [String: UInt64] = [:]
            for name in names {
                guard let file = FoldName.fileOfPending(name) else { continue }
                guard let contents = WholeFile("\(directory)/\(name)"),
                    let list = contents.bytes.withUnsafeBytes({ FoldList(of: $0) })
                else {
                    report.faults.append(MultiprocessFileFault(file: name, reason: .noFoldList))
                    continue
                }
                files[name] = file
                for entry in list.entries { covered[entry.name] = entry.inode }
            }
            return (files, covered)
        }
    }
}

/// Memory for a file's bytes, used again for the next. Values are read with `pread` and not by a mapping: a file that
/// someone shortens under a mapping ends the process that looks.
// @unchecked: used under the lock of the reader that has it.
final class ReadBuffer: @unchecked Sendable {
    private(set) var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// What a page's files need. More was for one file that says it is huge, and is given back.
    private static let kept = 64 << 20

    deinit { free(bytes.baseAddress) }

    /// Reads up to so many bytes from the beginning; fewer where the file is shorter. nil and `errno` on a failure.
    func read(_ descriptor: Int32, _ count: Int) -> UnsafeRawBufferPointer? {
        if count > bytes.count {
            let size = count > Self.kept ? count : max(count, 2 * bytes.count)
            free(bytes.baseAddress)
            bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            // A file's size is what somebody claims: having no memory for it is that file's fault, and no reason to end.
            guard let memory = malloc(size) else {
                errno = ENOMEM
                return nil
            }
            bytes = UnsafeMutableRawBufferPointer(start: memory, count: size)
        }
        var total = 0
        while total < count {
            let more = pread(descriptor, bytes.baseAddress! + total, count - total, off_t(total))
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { return nil }
            if more == 0 { break }
            total += more
        }
        return UnsafeRawBufferPointer(rebasing: bytes[..<total])
    }

    /// Gives back what only a file of an unusual size needed.
    func shrink() {
        guard bytes.count > Self.kept else { return }
        free(bytes.baseAddress)
        bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
}

/// A file that was read before, or is about to be.
// @unchecked: used under the lock of the reader that has it.
private final class ReadFile: @unchecked Sendable {
    enum Result {
        case merged
        case vanished
        /// Its values are in another file.
        case covered
        case fault(MultiprocessFileFault.Reason)
    }

    private let name: MultiprocessFileName
    private var layout: FileLayout?
    private var device: dev_t = 0
    private var inode: ino_t = 0
    private var changed = timespec()
    /// A page of the file, mapped and never touched: while it is, the system gives the number of the file to no other, so
    /// that a replaced file is always noticed. A descriptor would do as well, but there may be only so many.
    private var pin: UnsafeMutableRawPointer?

    var conflicts: Set<String> { layout?.conflicts ?? [] }

    init(_ name: MultiprocessFileName) { self.name = name }

    deinit { unpin() }

    private func unpin() {
        if let pin { munmap(pin, 1) }
        pin = nil
    }

    func read(
        _ path: String, _ buffer: ReadBuffer, _ series: inout MergedSeries, round: UInt32, covered: UInt64?
    ) -> Result {
        // A pipe would keep the reader waiting for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return errno == ENOENT ? .vanished : fault(.unreadable(SystemCall.reason(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return fault(.unreadable(SystemCall.reason(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return fault(.noRegularFile) }
        if let covered, covered == UInt64(status.st_ino) { return .covered }
        let size = Int(status.st_size)
        guard size > 0 else { return fault(.empty) }
        if layout == nil || status.st_ino != inode || status.st_dev != device {
            begin(descriptor, status)
        }
        guard let header = readUsed(descriptor, buffer) else { return fault(.unreadable(SystemCall.reason(errno))) }
        guard header.available >= EntryFormat.headerSize else {
            return fault(.truncated(used: 8, size: header.available))
        }
        var used = header.used
        // Python makes its file first, and writes the header then.
        if used == 0 { used = EntryFormat.headerSize }
        guard used >= EntryFormat.headerSize else { return fault(.corrupted(offset: 0)) }
        guard used <= size else { return fault(.truncated(used: used, size: size)) }
        // A file that shrank is another one under the same number.
        if used < (layout?.used ?? 0) { begin(descriptor, status) }
        guard let bytes = buffer.read(descriptor, used) else { return fault(.unreadable(SystemCall.reason(errno))) }
        guard bytes.count == used else { return fault(.truncated(used: used, size: bytes.count)) }
        noticeOverwriting(status, bytes)
        if used > layout?.used ?? 0, let reason = layout?.extend(to: used, of: bytes, name, in: &series) {
            return fault(reason)
        }
        series.merge(bytes, layout?.entries ?? [], name, round: round)
        return .merged
    }

    /// Writers of the format change values by a mapping and never a key. Someone who overwrites a file where it is, with as
    /// many bytes, changes its time: the keys are looked at again then, and read anew if they are others.
    private func noticeOverwriting(_ status: stat, _ bytes: UnsafeRawBufferPointer) {
        let time = status.lastModification
        defer { changed = time }
        guard let layout, layout.used <= bytes.count,
            time.tv_sec != changed.tv_sec || time.tv_nsec != changed.tv_nsec
        else { return }
        if !layout.hasSameKeys(bytes) { self.layout = FileLayout() }
    }

    private func readUsed(_ descriptor: Int32, _ buffer: ReadBuffer) -> (used: Int, available: Int)? {
        guard let bytes = buffer.read(descriptor, EntryFormat.headerSize) else { return nil }
        guard bytes.count >= EntryFormat.headerSize else { return (0, bytes.count) }
        return (Int(bytes.loadUnaligned(as: Int32.self)), bytes.count)
    }

    private func begin(_ descriptor: Int32, _ status: stat) {
        unpin()
        layout = FileLayout()
        device = status.st_dev
        inode = status.st_ino
        let address = mmap(nil, 1, PROT_NONE, MAP_SHARED, descriptor, 0)
        pin = address == MAP_FAILED ? nil : address
        if pin == nil { inode = 0 }
    }

    /// What was known of the file is forgotten: it is read from the beginning next time.
    private func fault(_ reason: MultiprocessFileFault.Reason) -> Result {
        layout = nil
        unpin()
        return .fault(reason)
    }
}

extension stat {
    fileprivate var lastModification: timespec {
        #if canImport(Darwin)
            st_mtimespec
        #else
            st_mtim
        #endif
    }
}
