import CLibrary

/// A file of the directory into which nobody writes any more, which is proved and not guessed. As long as this object
/// lives, a process that opens the file for writing waits in `open`; `isStillEnded` says whether one does.
///
/// A process number proves nothing: it may be used again, be that of another container, or be a name that Python's
/// `process_identifier` made up. On Linux the proof is a lease (`LeaseAnswer`). Elsewhere there is none for files of
/// Python's client; for ours there is the lock of the file, together with a number that no process has.
final class EndedFile {
    /// Why there is no proof.
    enum NoProof: Error, Equatable {
        /// There is no file of this name, or one that has no contents, such as a pipe.
        case noFile
        /// Somebody has the file open for writing.
        case writerLives
        case unknown(UnknownWriter)
    }

    let name: String
    private let file: Descriptor
    var descriptor: Int32 { file.number }
    let inode: UInt64
    let size: Int
    private let isLeased: Bool
    private let directory: String
    private var path: String { "\(directory)/\(name)" }

    fileprivate init(_ name: String, _ proof: WriterProof) throws(NoProof) {
        // A pipe would make this process wait for a writer, and a link can lead out of the directory.
        guard let opened = Descriptor("\(proof.directory)/\(name)", O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
            throw errno == ENOENT || errno == ELOOP ? .noFile : .unknown(.unreadable(SystemCall.reason(errno)))
        }
        var status = stat()
        let isFile = fstat(opened.number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        guard isFile else { throw .noFile }
        isLeased = try proof.lease(opened.number, name)
        self.name = name
        directory = proof.directory
        file = opened
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
    }

    /// Whether nobody has tried to open the file for writing since.
    var isStillEnded: Bool { !isLeased || SystemCall.hasWholeLease(descriptor) }

    // MARK: Taking its name away

    /// Gives the file a name that no reader or writer of the format knows. Whoever opens the old name from now on makes a
    /// new file; whoever opened it just before is found by `isStillEnded`.
    ///
    /// - Returns: false where another file has the name by now.
    func hide() throws(MultiprocessError) -> Bool {
        let hidden = "\(directory)/\(FoldName.covered(name))"
        guard rename(path, hidden) == 0 else {
            if errno == ENOENT { return false }
            throw .file(path, reason: SystemCall.reason(errno))
        }
        var status = stat()
        if lstat(hidden, &status) == 0, UInt64(status.st_ino) == inode { return true }
        try Self.show(name, in: directory)
        return false
    }

    /// Takes the file away, unless somebody has opened it for writing.
    ///
    /// - Returns: whether it went.
    func remove() throws(MultiprocessError) -> Bool {
        guard isStillEnded, try hide() else { return false }
        guard isStillEnded else {
            try Self.show(name, in: directory)
            return false
        }
        unlink("\(directory)/\(FoldName.covered(name))")
        return true
    }

    /// Gives a hidden file its name back, or one beside it where another file has it now.
    static func show(_ name: String, in directory: String) throws(MultiprocessError) {
        let hidden = "\(directory)/\(FoldName.covered(name))"
        guard let file = MultiprocessFileName(name) else { throw .file(hidden, reason: "it has no name to go back to") }
        for attempt in 0..<10_000 {
            let process = attempt == 0 ? file.process : "\(file.process)-\(attempt)"
            let path = "\(directory)/\(MultiprocessFileName(kind: file.kind, process: process).text)"
            switch SystemCall.renameWithoutReplacing(hidden, to: path) {
            case 0, ENOENT: return
            case EEXIST: continue
            case let number: throw .file(path, reason: SystemCall.reason(number))
            }
        }
        throw .file(hidden, reason: "its name and 9,999 others are taken")
    }
}

/// Why it can't be known whether a file's writer lives.
enum UnknownWriter: Hashable, Sendable, CustomStringConvertible {
    case otherOwner
    case noProof
    case unreadable(String)

    var description: String {
        switch self {
        case .otherOwner:
            "they belong to another user; run this as their owner (or, on Linux, with CAP_LEASE)"
        case .noProof:
            "this system or the file system has no proof of it; keep the directory on a local file system of Linux, such as /dev/shm, or call `markProcessDead` for each process that ends"
        case .unreadable(let reason): "they can't be opened: \(reason)"
        }
    }
}

/// Finds out whether the writers of a directory's files live.
struct WriterProof {
    let directory: String
    private let hasLeases: Bool

    init(_ directory: String, hasLeases: Bool) {
        self.directory = directory
        self.hasLeases = hasLeases
    }

    init(_ directory: String) {
        #if os(Linux) || os(Android)
            // On a network file system the kernel knows only the writers of its own machine.
            let local = [
                "tmpfs", "ramfs", "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "overlay",
            ]
            guard let opened = Descriptor(directory, O_RDONLY), let type = SystemCall.fileSystemType(opened.number)
            else {
                self.init(directory, hasLeases: false)
                return
            }
            self.init(directory, hasLeases: local.contains(String(type)))
        #else
            self.init(directory, hasLeases: false)
        #endif
    }

    /// A file that nobody writes any more, kept so as long as the result lives.
    func ended(_ name: String) throws(EndedFile.NoProof) -> EndedFile { try EndedFile(name, self) }

    func life(_ name: String) -> WriterLife {
        do throws(EndedFile.NoProof) {
            _ = try ended(name)
            return .ended
        } catch {
            switch error {
            case .noFile: return .ended
            case .writerLives: return .alive
            case .unknown(let reason): return .unknown(reason)
            }
        }
    }

    /// - Returns: whether new writers wait until the lease is returned. Nobody writes into a folded file.
    fileprivate func lease(_ descriptor: Int32, _ name: String) throws(EndedFile.NoProof) -> Bool {
        var reason = UnknownWriter.noProof
        switch hasLeases ? SystemCall.takeLease(descriptor) : .unavailable {
        case .granted: return true
        case .writerExists: throw .writerLives
        case .notOwner: reason = .otherOwner
        case .unavailable: break
        }
        // Without a lease our writers can be seen to live all the same.
        if SystemCall.isLocked(descriptor) { throw .writerLives }
        let file = MultiprocessFileName(name) ?? FoldName.fileOfCovered(name)
        if let file, hasOwnMark(descriptor), file.isFolded || hasEnded(file) { return false }
        throw .unknown(reason)
    }

    private func hasOwnMark(_ descriptor: Int32) -> Bool {
        var mark: UInt32 = 0
        return pread(descriptor, &mark, 4, 4) == 4 && mark == EntryFormat.ownMark
    }

    /// Whether the writer of a file of ours has ended, of which nobody holds the lock. A process of Python's that has the
    /// number of one of ours goes on in its file, and has no lock.
    private func hasEnded(_ file: MultiprocessFileName) -> Bool {
        #if os(Linux) || os(Android)
            // It can have its number in another container.
            return false
        #else
            return file.processIdentifier.map { $0 > 0 && !SystemCall.isRunning($0) } ?? false
        #endif
    }
}

/// What is known of the process that writes a file.
enum WriterLife: Equatable {
    case alive
    /// Nothing proves that nobody writes: the file has to stay as it is.
    case unknown(UnknownWriter)
    /// Nobody writes there any more, or there is no such file.
    case ended
}
