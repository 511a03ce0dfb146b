#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks at what an earlier run left in a directory, before this process writes there.
struct LeftFileCheck {
    let directory: String

    /// - Returns: what someone should know of. It is told when the directory's lock has been released.
    func run(_ leftFiles: MultiprocessDirectory.LeftFiles) throws(MultiprocessError) -> MultiprocessNotice? {
        // One process at a time looks: two that start together must not wipe each other's.
        let lock = try DirectoryLock(directory, for: "starting")
        defer { withExtendedLifetime(lock) {} }
        guard let names = SystemCall.names(in: directory) else {
            throw .directory(directory, reason: SystemCall.reason(errno))
        }
        let files = names.compactMap { MultiprocessFileName($0) ?? FoldName.fileOfPending($0) }
        guard !files.isEmpty, !files.contains(where: { WriterLife(of: $0, in: directory) != .ended }) else {
            return nil
        }
        switch leftFiles {
        case .continue: return .continuing(directory: directory, files: files.count)
        case .refuse: throw .leftFiles(directory, count: files.count)
        case .wipe:
            for name in names where MultiprocessFileName(name) != nil || FoldName.isOfFolding(name) {
                guard unlink("\(directory)/\(name)") == 0 || errno == ENOENT else {
                    throw .directory(directory, reason: SystemCall.reason(errno))
                }
            }
            return .wiped(directory: directory, files: files.count)
        }
    }
}

/// Whether the process that writes a file lives.
enum WriterLife: Equatable {
    /// It holds the lock of its own file, which no other can.
    case alive
    /// The file has no lock, as Python's have none, and there is a process with its number, which may be another.
    case numberInUse
    case ended

    init(of name: MultiprocessFileName, in directory: String) {
        // A pipe would keep this process waiting for a writer.
        guard let file = Descriptor("\(directory)/\(name.text)", O_RDONLY | O_NONBLOCK) else {
            self = .ended
            return
        }
        if SystemCall.isLocked(file.number) {
            self = .alive
            return
        }
        var mark: UInt32 = 0
        let isOurs = pread(file.number, &mark, 4, 4) == 4 && mark == EntryFormat.ownMark
        let number = name.processIdentifier
        self = !isOurs && number.map { $0 > 0 && SystemCall.isRunning($0) } ?? false ? .numberInUse : .ended
    }
}
