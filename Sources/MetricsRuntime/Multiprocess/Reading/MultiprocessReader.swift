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
    /// Beside the state, so that nobody who asks waits for a reading.
    private let report = Lock(Report())

    /// What a reading found besides values.
    public struct Report: Equatable, Sendable {
        public internal(set) var files = 0
        /// Nil where the directory could be listed.
        public internal(set) var directoryFault: String?
        /// At most 1,000 of them: `faultCount` says how many there are.
        public internal(set) var faults: [MultiprocessFileFault] = []
        public internal(set) var faultCount = 0
        /// What files say differently and is merged all the same; at most 1,000.
        public internal(set) var differences: [MultiprocessDifference] = []
        /// Files that were skipped since this reader was made, each counted at each reading, and so is a directory that
        /// can't be read.
        public internal(set) var skippedInAll: UInt64 = 0

        /// Many files can have many faults each: a report stays small.
        private static let largest = 1000

        fileprivate mutating func finish(_ choices: PageChoices) {
            faults += choices.leftOut
            faultCount = faults.count
            if faults.count > Self.largest { faults.removeLast(faults.count - Self.largest) }
            differences = Array(choices.differences.prefix(Self.largest))
            skippedInAll += UInt64(faultCount + (directoryFault == nil ? 0 : 1))
        }
    }

    public init(directory: String) { self.directory = SystemCall.absolutePath(directory) }

    func isSameDirectory(as other: MultiprocessReader) -> Bool {
        var own = stat()
        var theirs = stat()
        guard stat(directory, &own) == 0, stat(other.directory, &theirs) == 0 else {
            return directory == other.directory
        }
        return own.st_dev == theirs.st_dev && own.st_ino == theirs.st_ino
    }

    /// What the last reading found.
    public var lastReport: Report { report.withLock { $0 } }

    /// The merged page, as one text.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text format 0.0.4 of the merged families.
    @discardableResult
    public func writeExposition(into text: inout [UInt8]) -> Report {
        var names = NamesOnPage.none
        return writeExposition(beside: &names, into: &text)
    }

    /// Appends the families whose names are not among those that somebody appends to the page later.
    @discardableResult
    package func writeExposition(reserving names: Set<String>, into text: inout [UInt8]) -> Report {
        var names = NamesOnPage(remembers: false) { names.contains($0) }
        return writeExposition(beside: &names, into: &text)
    }

    @discardableResult
    func writeExposition(beside names: inout NamesOnPage, into text: inout [UInt8]) -> Report {
        let found = state.withLock { $0.write(directory, beside: &names, into: &text) }
        report.withLock { $0 = found }
        return found
    }

    private struct State: ~Copyable {
        var series = MergedSeries()
        var files: [String: ReadFile] = [:]
        var report = Report()
        var round: UInt32 = 0
        let buffer = ReadBuffer()

        mutating func write(_ directory: String, beside others: inout NamesOnPage, into text: inout [UInt8]) -> Report {
            round += 1
            report.files = 0
            report.directoryFault = nil
            report.faults = []
            // Held against folding, which puts one file into the place of several.
            let lock = lock(directory)
            defer { withExtendedLifetime(lock) {} }
            let names = lock == nil ? [] : SystemCall.names(in: directory)
            if names == nil { report.directoryFault = SystemCall.reason(errno) }
            let read = read(names ?? [], in: directory)
            buffer.shrink()
            let sources = PageSources(all: read.compactMap { files[$0]?.source }) { file in
                WriterLife(of: file, in: directory) != .ended
            }
            report.finish(series.write(round: round, of: sources, beside: &others, into: &text))
            if series.isMostlyStale(in: round) { forget() }
            return report
        }

        /// nil and a report where there is none: without the lock a value could be counted twice or not at all, and no
        /// value is better.
        private mutating func lock(_ directory: String) -> DirectoryLock? {
            guard let opened = Descriptor(directory, O_RDONLY) else {
                report.directoryFault = SystemCall.reason(errno)
                return nil
            }
            if let lock = DirectoryLock(reading: opened) { return lock }
            report.directoryFault = "another process has held its lock for 5 seconds"
            return nil
        }

        /// Starts again: most of what is known belongs to files that have gone.
        private mutating func forget() {
            series = MergedSeries()
            files = [:]
        }

        /// - Returns: the files whose values are in the sum.
        private mutating func read(_ names: [String], in directory: String) -> [String] {
            var merged: [String] = []
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
                case .merged:
                    report.files += 1
                    merged.append(text)
                case .fault(let reason): report.faults.append(MultiprocessFileFault(file: text, reason: reason))
                }
                if let refused = file.refused {
                    let reason = MultiprocessFileFault.Reason.refusedSeries(count: refused.count, first: refused.first)
                    report.faults.append(MultiprocessFileFault(file: text, reason: reason))
                }
                seen.insert(text)
                files[text] = file
            }
            if seen.count < files.count { files = files.filter { seen.contains($0.key) } }
            return merged
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

    var refused: (count: Int, first: String)? { layout?.refused }

    var source: PageSources.Source? {
        layout.map { PageSources.Source(file: name, declarations: $0.declarations, seen: $0.seen) }
    }

    init(_ name: MultiprocessFileName) { self.name = name }

    deinit { unpin() }

    private func unpin() {
        if let pin { munmap(pin, 1) }
        pin = nil
    }

    func read(
        _ path: String, _ buffer: ReadBuffer, _ series: inout MergedSeries, round: UInt32, covered: UInt64?
    ) -> Result {
        // A pipe would keep the reader waiting for a writer, and a link can lead out of the directory.
        guard let opened = Descriptor(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
            switch errno {
            case ENOENT: return .vanished
            case ELOOP: return fault(.noRegularFile)
            default: return fault(.unreadable(SystemCall.reason(errno)))
            }
        }
        let descriptor = opened.number
        defer { withExtendedLifetime(opened) {} }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return fault(.unreadable(SystemCall.reason(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return fault(.noRegularFile) }
        if let covered, covered == UInt64(status.st_ino) { return .covered }
        let size = Int(status.st_size)
        guard size > 0 else { return fault(.empty) }
        if layout == nil || status.st_ino != inode || status.st_dev != device {
            begin(descriptor, status, round)
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
        if used < (layout?.used ?? 0) { begin(descriptor, status, round) }
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
        if !layout.hasSameKeys(bytes) { self.layout = FileLayout(seen: layout.seen) }
    }

    private func readUsed(_ descriptor: Int32, _ buffer: ReadBuffer) -> (used: Int, available: Int)? {
        guard let bytes = buffer.read(descriptor, EntryFormat.headerSize) else { return nil }
        guard bytes.count >= EntryFormat.headerSize else { return (0, bytes.count) }
        return (Int(bytes.loadUnaligned(as: Int32.self)), bytes.count)
    }

    private func begin(_ descriptor: Int32, _ status: stat, _ round: UInt32) {
        unpin()
        let changed = status.lastModification
        layout = FileLayout(
            seen: .init(round: round, seconds: Int(changed.tv_sec), nanoseconds: Int(changed.tv_nsec)))
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
