// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Replaces the files that ended processes have left with one file for each kind.
///
/// A file takes part only with proof that no process writes it (`EndedFile`), and the proof is held until the end.
/// Even if the folding is killed, our readers count each value exactly once:
///
/// 1. The folded file is written whole, with the list of its sources.
/// 2. It gets its pending name: from here on readers read it, and skip the files that it lists.
/// 3. The sources lose their names and keep their inodes, so no new file can be taken for one of them.
/// 4. It gets its own name: its list is void.
/// 5. The sources are deleted.
///
/// If a process has opened a source for writing before step 4, everything is undone. The next folding also undoes
/// what a killed one has begun, since writers may have come meanwhile. Our scrapes hold the directory's lock while
/// they list and read, and folding excludes them, so no scrape sees two steps.
///
/// Many files are folded in batches, and the results in batches again. The lock is free between them.
struct FileFolding {
    let directory: String
    let proof: WriterProof
    /// Asked before each step; `false` ends the folding there, as killing the process would.
    var goesOn: () -> Bool = { true }
    /// Each file of a batch needs a descriptor while it is folded.
    var batchSize = Self.largestBatch
    /// Called for files whose writers can't be proved to have ended.
    var report: (_ files: Int, _ reason: UnknownWriter) -> Void = { _, _ in }

    init(directory: String, proof: WriterProof? = nil) {
        self.directory = directory
        self.proof = proof ?? WriterProof(directory)
    }

    private static var largestBatch: Int {
        // At most a quarter of the descriptors that the process may have.
        min(256, max(4, Int(clamping: SystemCall.descriptorLimit) / 4))
    }

    /// The result of a folding.
    struct Outcome {
        /// How many files became one.
        var folded = 0
        /// How many files were looked at.
        var opened = 0
    }

    func run() throws(MultiprocessError) -> Outcome {
        var run = Run(folding: self)
        try run.all()
        return run.outcome
    }

    /// One folding of a directory.
    private struct Run {
        let folding: FileFolding
        var outcome = Outcome()
        private var isKilled = false
        private var unknown: [UnknownWriter: Int] = [:]
        private var numbers: [MultiprocessFileKind: Int] = [:]
        private let buffer = ReadBuffer()

        init(folding: FileFolding) { self.folding = folding }

        private var directory: OpenDirectory { folding.proof.directory }

        private mutating func goesOn() -> Bool {
            if !isKilled, !folding.goesOn() { isKilled = true }
            return !isKilled
        }

        mutating func all() throws(MultiprocessError) {
            var failure: MultiprocessError?
            var pools: [(MultiprocessFileKind, [MultiprocessFileName])] = []
            try locked { (run, _) throws(MultiprocessError) in
                var names = try run.names()
                let stuck = try run.takeBackEarlier(&names, &failure)
                let files = names.compactMap { MultiprocessFileName($0) }
                for kind in MultiprocessFileKind.all where !stuck.contains(kind) {
                    let own = files.filter { $0.kind == kind }
                    let folded = own.filter(\.isFolded).sorted { ($0.foldNumber ?? 0) < ($1.foldNumber ?? 0) }
                    run.numbers[kind] = folded.last?.foldNumber ?? 0
                    pools.append((kind, folded + own.filter { !$0.isFolded }))
                }
            }
            for (kind, files) in pools where !isKilled {
                do throws(MultiprocessError) {
                    try fold(kind, files)
                } catch {
                    failure = error
                }
            }
            for (reason, files) in unknown { folding.report(files, reason) }
            if let failure { throw failure }
        }

        /// Does something while no scrape reads. Scrapes get a moment before that.
        private mutating func locked(
            _ body: (inout Run, _ directoryDescriptor: Int32) throws(MultiprocessError) -> Void
        ) throws(MultiprocessError) {
            let lock = try DirectoryLock(folding.directory, for: "folding")
            defer { withExtendedLifetime(lock) {} }
            try body(&self, lock.descriptor)
        }

        private func names() throws(MultiprocessError) -> [String] {
            guard let names = SystemCall.names(in: folding.directory) else {
                throw .directory(folding.directory, reason: SystemCall.reason(errno))
            }
            return names
        }

        // MARK: Batches

        private mutating func fold(_ kind: MultiprocessFileKind, _ files: [MultiprocessFileName])
            throws(MultiprocessError)
        {
            var pool = files
            while !pool.isEmpty, !isKilled {
                var results: [MultiprocessFileName] = []
                var rest = pool[...]
                while !rest.isEmpty, !isKilled {
                    try locked { (run, descriptor) throws(MultiprocessError) in
                        if let result = try run.foldBatch(kind, &rest, descriptor) { results.append(result) }
                    }
                    // Waiting scrapes get the lock here.
                    if !rest.isEmpty { usleep(3_000) }
                }
                // The results of several batches are folded once more.
                guard results.count > 1, results.count < pool.count else { return }
                pool = results
            }
        }

        /// Folds the next files whose writers have ended. Files of every kind without an entry are deleted.
        ///
        /// - Returns: The file that holds the values of all of them from now on; nil if there is none.
        private mutating func foldBatch(
            _ kind: MultiprocessFileKind, _ rest: inout ArraySlice<MultiprocessFileName>, _ directoryDescriptor: Int32
        ) throws(MultiprocessError) -> MultiprocessFileName? {
            var contents = FoldedContents(kind: kind)
            var sources: [EndedFile] = []
            var looks = 8 * folding.batchSize
            while sources.count < folding.batchSize, looks > 0, let name = rest.popFirst() {
                looks -= 1
                guard let file = ended(name) else { continue }
                switch FileContents(of: file.descriptor, size: file.size, buffer) {
                case .nothing:
                    guard goesOn() else { return nil }
                    _ = try file.remove()
                case .entries(let bytes):
                    // `all`: each process has series of its own. Live gauges are removed when their process is marked
                    // as dead.
                    if kind.isFoldable, contents.add(bytes, isFolded: name.isFolded) { sources.append(file) }
                // It stays as it is, and readers report it.
                case .torn: continue
                }
            }
            guard sources.count > 1 else { return sources.first.flatMap { MultiprocessFileName($0.name) } }
            let number = (numbers[kind] ?? 0) + 1
            let result = FoldName.file(kind, number)
            guard contents.used <= EntryFormat.largestSize else {
                throw .formatLimit(file: directory.path(of: result.text))
            }
            // Another process may have folded this directory between two batches.
            guard directory.inode(of: result.text) == nil else { return nil }
            var list = FoldList()
            list.entries = sources.map { FoldList.Entry(name: $0.name, inode: $0.inode) }
            guard goesOn() else { return nil }
            try publish(contents.finished(list), kind, number, directoryDescriptor)
            guard try replace(sources, kind, number) else { return nil }
            numbers[kind] = number
            outcome.folded += sources.count
            return result
        }

        private mutating func ended(_ name: MultiprocessFileName) -> EndedFile? {
            outcome.opened += 1
            do throws(EndedFile.NoProof) {
                return try folding.proof.ended(name.text)
            } catch {
                if case .unknown(let reason) = error { unknown[reason, default: 0] += 1 }
                return nil
            }
        }

        // MARK: Steps 1 and 2

        private mutating func publish(
            _ bytes: [UInt8], _ kind: MultiprocessFileKind, _ number: Int, _ directoryDescriptor: Int32
        ) throws(MultiprocessError) {
            let temporary = FoldName.new(kind, number)
            let pending = FoldName.pending(kind, number)
            do throws(MultiprocessError) {
                try write(bytes, to: temporary)
            } catch {
                directory.remove(temporary)
                throw error
            }
            guard goesOn() else { return }
            guard directory.rename(temporary, to: pending) else {
                throw .file(directory.path(of: pending), reason: SystemCall.reason(errno))
            }
            // A power failure must not leave the directory without both the sources and this name.
            fsync(directoryDescriptor)
        }

        private func write(_ bytes: [UInt8], to name: String) throws(MultiprocessError) {
            let limit = SystemCall.fileSizeLimit
            let path = directory.path(of: name)
            guard UInt64(bytes.count) <= limit else { throw .fileSizeLimit(file: path, limit: limit) }
            directory.remove(name)
            guard let file = directory.open(name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644) else {
                throw Self.error(errno, path)
            }
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes {
                    pwrite(file.number, $0.baseAddress! + written, $0.count - written, off_t(written))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.error(errno, path) }
                written += count
            }
            guard fsync(file.number) == 0 else { throw Self.error(errno, path) }
        }

        private static func error(_ number: Int32, _ path: String) -> MultiprocessError {
            number == ENOSPC || number == EDQUOT
                ? .diskFull(file: path) : .file(path, reason: SystemCall.reason(number))
        }

        // MARK: Steps 3 to 5

        /// - Returns: Whether the folded file has replaced its sources.
        private mutating func replace(_ sources: [EndedFile], _ kind: MultiprocessFileKind, _ number: Int)
            throws(MultiprocessError) -> Bool
        {
            let pending = FoldName.pending(kind, number)
            do throws(MultiprocessError) {
                for source in sources {
                    guard goesOn() else { return false }
                    guard try source.hide() else {
                        try takeBack(pending, sources.map(\.name))
                        return false
                    }
                }
                guard goesOn() else { return false }
                // No process can open them any more, so one that has not done it by now never will.
                guard sources.allSatisfy(\.isStillEnded) else {
                    try takeBack(pending, sources.map(\.name))
                    return false
                }
                let result = FoldName.file(kind, number).text
                guard directory.rename(pending, to: result) else {
                    throw .file(directory.path(of: result), reason: SystemCall.reason(errno))
                }
            } catch {
                try takeBack(pending, sources.map(\.name))
                throw error
            }
            for source in sources {
                guard goesOn() else { return true }
                source.removeHidden()
            }
            return true
        }

        /// Undoes the folding: the sources count again.
        private func takeBack(_ pending: String, _ sources: [String]) throws(MultiprocessError) {
            for source in sources { try EndedFile.show(source, in: directory) }
            directory.remove(pending)
        }

        /// Undoes what a killed folding has begun, and removes what it has left.
        ///
        /// - Parameter names: What is in the directory, before and after.
        /// - Returns: The kinds for which that could not be done, and which stay as they are.
        private mutating func takeBackEarlier(_ names: inout [String], _ failure: inout MultiprocessError?)
            throws(MultiprocessError) -> Set<MultiprocessFileKind>
        {
            // Such files are rare, and listing thousands of names again takes long.
            guard names.contains(where: { $0.utf8.first == UInt8(ascii: ".") }) else { return [] }
            var stuck: Set<MultiprocessFileKind> = []
            var foreign: Set<MultiprocessFileKind> = []
            for name in names {
                guard let kind = FoldName.fileOfPending(name)?.kind else { continue }
                guard let list = FoldList(ofPending: name, in: folding.directory) else {
                    // Not a file of ours. Readers leave it out.
                    foreign.insert(kind)
                    continue
                }
                guard goesOn() else { return stuck }
                do throws(MultiprocessError) {
                    try takeBack(name, list.entries.map(\.name))
                } catch {
                    failure = error
                    stuck.insert(kind)
                }
            }
            for name in try self.names() {
                if FoldName.isNew(name) {
                    guard goesOn() else { return stuck }
                    directory.remove(name)
                } else if let file = FoldName.fileOfCovered(name), !stuck.contains(file.kind),
                    !foreign.contains(file.kind)
                {
                    guard goesOn() else { return stuck }
                    try removeCovered(name, file)
                } else if MultiprocessFileName.isUnfinished(name), folding.proof.life(name) == .ended {
                    // Its writer was killed before the file had a name.
                    directory.remove(name)
                }
            }
            names = try self.names()
            return stuck
        }

        /// Removes a file whose values are in a folded one, or which was about to be removed.
        private func removeCovered(_ name: String, _ file: MultiprocessFileName) throws(MultiprocessError) {
            switch folding.proof.life(name) {
            case .ended: directory.remove(name)
            // A process had opened it while it was hidden.
            case .alive: try EndedFile.show(file.text, in: directory)
            case .unknown: break
            }
        }
    }
}
