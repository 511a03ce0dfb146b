#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension MultiprocessDirectory {
    /// Takes the live gauges of a process that has ended out of the sum, as `mark_process_dead` of Python's client does.
    /// Everything else that it recorded stays: counters must not go backwards.
    ///
    /// - Returns: how many files went.
    @discardableResult
    public func markProcessDead(_ process: Int32) throws(MultiprocessError) -> Int {
        try markProcessDead(process, onlyIfEnded: false)
    }

    /// - Parameter onlyIfEnded: whether each file is asked for its writer once more: the number may be a new process' by
    ///   now.
    @discardableResult
    private func markProcessDead(_ process: Int32, onlyIfEnded: Bool) throws(MultiprocessError) -> Int {
        var count = 0
        for file in try files() where file.kind.isLive && file.processIdentifier == process {
            // A suffix says that the number was used before: this file may be that of a process that lives.
            if onlyIfEnded || file.process != "\(process)" {
                let life = WriterLife(of: file, in: path)
                if life == .alive || onlyIfEnded && life != .ended { continue }
            }
            let path = "\(path)/\(file.text)"
            guard unlink(path) == 0 || errno == ENOENT else { throw .file(path, reason: SystemCall.reason(errno)) }
            count += 1
        }
        return count
    }

    /// The processes that have files here and have ended, in ascending order. The files of ours have a lock that the
    /// kernel drops with its process; of Python's only the number is known, and a process that has the number now makes
    /// it count as alive.
    public func endedProcesses() throws(MultiprocessError) -> [Int32] {
        var ended: Set<Int32> = []
        var alive: Set<Int32> = []
        for file in try files() {
            guard let process = file.processIdentifier else { continue }
            if WriterLife(of: file, in: path) == .ended { ended.insert(process) } else { alive.insert(process) }
        }
        return ended.subtracting(alive).sorted()
    }

    /// Marks every process that has ended as dead.
    @discardableResult
    public func markEndedProcessesDead() throws(MultiprocessError) -> [Int32] {
        let processes = try endedProcesses()
        for process in processes { try markProcessDead(process, onlyIfEnded: true) }
        return processes
    }

    /// Removes every file of metrics, as between two runs. Whoever still records, records unseen.
    public func removeFiles() {
        guard let names = SystemCall.names(in: path) else { return }
        for name in names where MultiprocessFileName(name) != nil || MultiprocessFileName.isHidden(name) {
            unlink("\(path)/\(name)")
        }
    }

    func files() throws(MultiprocessError) -> [MultiprocessFileName] {
        guard let names = SystemCall.names(in: path) else { throw .directory(path, reason: SystemCall.reason(errno)) }
        return names.compactMap { MultiprocessFileName($0) }
    }
}
