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

    func run(_ configuration: MultiprocessDirectory) throws(MultiprocessError) {
        // One process at a time looks: two that start together must not wipe each other's.
        let lock = try DirectoryLock(directory, for: "starting")
        defer { withExtendedLifetime(lock) {} }
        guard let names = SystemCall.names(in: directory) else {
            throw .directory(directory, reason: SystemCall.reason(errno))
        }
        let files = names.compactMap { MultiprocessFileName($0) ?? FoldName.fileOfPending($0) }
        guard !files.isEmpty, !files.contains(where: { WriterLife(of: $0, in: directory) != .ended }) else { return }
        switch configuration.leftFiles {
        case .continue: configuration.report(.continuing(directory: directory, files: files.count))
        case .refuse: throw .leftFiles(directory, count: files.count)
        case .wipe:
            for name in names where MultiprocessFileName(name) != nil || FoldName.isOfFolding(name) {
                guard unlink("\(directory)/\(name)") == 0 || errno == ENOENT else {
                    throw .directory(directory, reason: SystemCall.reason(errno))
                }
            }
            configuration.report(.wiped(directory: directory, files: files.count))
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
        let descriptor = open("\(directory)/\(name.text)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            self = .ended
            return
        }
        defer { close(descriptor) }
        if SystemCall.isLocked(descriptor) {
            self = .alive
            return
        }
        var mark: UInt32 = 0
        let isOurs = pread(descriptor, &mark, 4, 4) == 4 && mark == EntryFormat.ownMark
        let number = name.processIdentifier
        self = !isOurs && number.map { $0 > 0 && SystemCall.isRunning($0) } ?? false ? .numberInUse : .ended
    }
}
