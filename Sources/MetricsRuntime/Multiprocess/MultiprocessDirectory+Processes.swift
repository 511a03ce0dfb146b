// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

extension MultiprocessDirectory {
    /// Removes the live gauges of a process that has ended from the sum, like `mark_process_dead` of Python's client.
    /// Everything else that it recorded stays: counters must not go backwards. A file that is open for writing also
    /// stays: another process has the number now.
    ///
    /// - Returns: The number of files that were removed.
    @discardableResult
    public func markProcessDead(_ process: Int32) throws(MultiprocessError) -> Int {
        var count = 0
        let proof = WriterProof(path)
        for file in try files() where file.kind.isLive && file.processIdentifier == process {
            if try remove(file, proof, onTheWordOfTheCaller: file.process == "\(process)") { count += 1 }
        }
        return count
    }

    /// - Parameter onTheWordOfTheCaller: Whether a file whose writer is unknown is removed.
    private func remove(_ file: MultiprocessFileName, _ proof: WriterProof, onTheWordOfTheCaller: Bool)
        throws(MultiprocessError) -> Bool
    {
        let ended: EndedFile
        do throws(EndedFile.NoProof) {
            ended = try proof.ended(file.text)
        } catch {
            guard case .unknown = error, onTheWordOfTheCaller else { return false }
            let path = "\(path)/\(file.text)"
            guard unlink(path) == 0 || errno == ENOENT else { throw .file(path, reason: SystemCall.reason(errno)) }
            return true
        }
        return try ended.remove()
    }

    /// The processes that have files here and have ended, in ascending order. That is proved and not guessed from a
    /// number: no process has one of the files with this number open for writing. Processes of which nothing is known
    /// are not included.
    public func endedProcesses() throws(MultiprocessError) -> [Int32] {
        var ended: Set<Int32> = []
        var others: Set<Int32> = []
        let proof = WriterProof(path)
        for file in try files() {
            guard let process = file.processIdentifier else { continue }
            if proof.life(file.text) == .ended { ended.insert(process) } else { others.insert(process) }
        }
        return ended.subtracting(others).sorted()
    }

    /// Removes the live gauges of all processes that have ended from the sum.
    ///
    /// - Returns: The processes whose live gauges were removed.
    @discardableResult
    public func markEndedProcessesDead() throws(MultiprocessError) -> [Int32] {
        var processes: Set<Int32> = []
        let proof = WriterProof(path)
        for file in try files() where file.kind.isLive {
            guard try remove(file, proof, onTheWordOfTheCaller: false), let process = file.processIdentifier else {
                continue
            }
            processes.insert(process)
        }
        return processes.sorted()
    }

    /// Removes every file of metrics, as between two runs. What a running process still records is lost.
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
