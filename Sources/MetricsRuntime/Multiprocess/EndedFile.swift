// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// A file of the directory that no process writes any more, which is proved and not guessed. As long as this object
/// exists, a process that opens the file for writing waits in `open`; `isStillEnded` says whether one does.
///
/// A process number proves nothing: it may be used again, belong to another container, or be a name from Python's
/// `process_identifier`. On Linux the proof is a lease (`LeaseAnswer`). Elsewhere there is none for files of Python's
/// client. For our files there is the lock of the file, together with a number that no process has.
final class EndedFile {
    /// The reason why there is no proof.
    enum NoProof: Error, Equatable {
        /// There is no file of this name, or it has no contents, as a pipe has none.
        case noFile
        /// A process has the file open for writing.
        case writerLives
        case unknown(UnknownWriter)
    }

    let name: String
    private let file: Descriptor
    var descriptor: Int32 { file.number }
    let inode: UInt64
    let size: Int
    private let isLeased: Bool
    private let directory: OpenDirectory
    private let hiddenName: String

    fileprivate init(_ name: String, _ proof: WriterProof) throws(NoProof) {
        // A pipe would make this process wait for a writer, and a link can lead out of the directory.
        guard let opened = proof.directory.open(name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) else {
            throw errno == ENOENT || errno == ELOOP ? .noFile : .unknown(.unreadable(SystemCall.reason(errno)))
        }
        var status = stat()
        let isFile = fstat(opened.number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        guard isFile else { throw .noFile }
        isLeased = try proof.lease(opened.number, name)
        self.name = name
        directory = proof.directory
        hiddenName = FoldName.covered(name)
        file = opened
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
    }

    /// Whether no process has tried to open the file for writing since.
    var isStillEnded: Bool { !isLeased || SystemCall.hasWholeLease(descriptor) }

    // MARK: Taking its name away

    /// Gives the file a name that no reader or writer of the format knows. A process that opens the old name from now
    /// on makes a new file; `isStillEnded` detects one that opened it just before.
    ///
    /// - Returns: `false` if another file has the name by now.
    func hide() throws(MultiprocessError) -> Bool {
        guard directory.rename(name, to: hiddenName) else {
            if errno == ENOENT { return false }
            throw .file(directory.path(of: name), reason: SystemCall.reason(errno))
        }
        if directory.inode(of: hiddenName) == inode { return true }
        try Self.show(name, in: directory)
        return false
    }

    /// Removes the file after it has been hidden.
    func removeHidden() { directory.remove(hiddenName) }

    /// Removes the file, unless a process has opened it for writing.
    ///
    /// - Returns: Whether it was removed.
    func remove() throws(MultiprocessError) -> Bool {
        guard isStillEnded, try hide() else { return false }
        guard isStillEnded else {
            try Self.show(name, in: directory)
            return false
        }
        removeHidden()
        return true
    }

    /// Gives a hidden file its name back, or a similar name if another file has it now.
    static func show(_ name: String, in directory: OpenDirectory) throws(MultiprocessError) {
        let hidden = FoldName.covered(name)
        guard let file = MultiprocessFileName(name) else {
            throw .file(directory.path(of: hidden), reason: "it has no name to go back to")
        }
        for attempt in 0..<10_000 {
            let process = attempt == 0 ? file.process : "\(file.process)-\(attempt)"
            let shown = MultiprocessFileName(kind: file.kind, process: process).text
            switch directory.renameWithoutReplacing(hidden, to: shown) {
            case 0, ENOENT: return
            case EEXIST: continue
            case let number: throw .file(directory.path(of: shown), reason: SystemCall.reason(number))
            }
        }
        throw .file(directory.path(of: hidden), reason: "its name and 9,999 others are taken")
    }
}

/// The reason why it is unknown whether a file's writer lives.
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
    let directory: OpenDirectory
    private let hasLeases: Bool

    init(_ directory: String, hasLeases: Bool) {
        self.directory = OpenDirectory(directory)
        self.hasLeases = hasLeases
    }

    init(_ directory: String) {
        self.directory = OpenDirectory(directory)
        #if os(Linux) || os(Android)
            // On a network file system the kernel knows only the writers on its own machine.
            let local = [
                "tmpfs", "ramfs", "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "overlay",
            ]
            hasLeases = SystemCall.fileSystemType(self.directory.descriptor).map { local.contains(String($0)) } ?? false
        #else
            hasLeases = false
        #endif
    }

    /// A file that no process writes any more, as long as the result exists.
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

    /// - Returns: Whether new writers wait until the lease is returned. No process writes into a folded file.
    fileprivate func lease(_ descriptor: Int32, _ name: String) throws(EndedFile.NoProof) -> Bool {
        var reason = UnknownWriter.noProof
        switch hasLeases ? SystemCall.takeLease(descriptor) : .unavailable {
        case .granted: return true
        case .writerExists: throw .writerLives
        case .notOwner: reason = .otherOwner
        case .unavailable: break
        }
        // Even without a lease, our writers can be seen to live.
        if SystemCall.isLocked(descriptor) { throw .writerLives }
        let file = MultiprocessFileName(name) ?? FoldName.fileOfCovered(name)
        if let file, hasOwnMark(descriptor), file.isFolded || hasEnded(file) { return false }
        throw .unknown(reason)
    }

    private func hasOwnMark(_ descriptor: Int32) -> Bool {
        var mark: UInt32 = 0
        return pread(descriptor, &mark, 4, 4) == 4 && mark == EntryFormat.ownMark
    }

    /// Whether the writer of a file of ours has ended. No process holds the file's lock. A Python process with the
    /// same number as one of ours continues in its file, and has no lock.
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
    /// Nothing proves that no process writes it: the file has to stay as it is.
    case unknown(UnknownWriter)
    /// No process writes it any more, or there is no such file.
    case ended
}
