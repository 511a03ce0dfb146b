// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Looks at the files that an earlier run left in a directory, before this process writes there.
struct LeftFileCheck {
    let directory: String
    let proof: WriterProof
    /// Called for each file that is examined.
    var looks: (_ name: String) -> Void = { _ in }

    /// How many files are examined if only a notice depends on the result. Without a limit, a series of starts would take
    /// quadratic time.
    static let sample = 256

    init(directory: String, proof: WriterProof? = nil) {
        self.directory = directory
        self.proof = proof ?? WriterProof(directory)
    }

    /// - Returns: A notice, which is reported when the directory's lock has been released.
    func run(_ leftFiles: MultiprocessDirectory.LeftFiles) throws(MultiprocessError) -> MultiprocessNotice? {
        // Only one process at a time: two that start together must not remove each other's files.
        let lock = try DirectoryLock(directory, for: "starting")
        defer { withExtendedLifetime(lock) {} }
        if SystemCall.isInUse(lock.descriptor) { return nil }
        guard let names = SystemCall.names(in: directory) else {
            throw .directory(directory, reason: SystemCall.reason(errno))
        }
        let files = names.compactMap { MultiprocessFileName($0) ?? FoldName.fileOfPending($0) }
        guard !files.isEmpty else { return nil }
        let candidates = names.filter { MultiprocessFileName($0) != nil || FoldName.isCovered($0) }
        let step = leftFiles == .continue ? max(1, (candidates.count + Self.sample - 1) / Self.sample) : 1
        var unknown: (files: Int, reason: UnknownWriter)?
        for index in stride(from: 0, to: candidates.count, by: step) {
            looks(candidates[index])
            switch proof.life(candidates[index]) {
            case .alive: return nil
            case .unknown(let reason):
                // There is nothing to report.
                if leftFiles == .continue { return nil }
                unknown = ((unknown?.files ?? 0) + 1, reason)
            case .ended: continue
            }
        }
        if let unknown {
            return .leftFilesKept(directory: directory, files: unknown.files, reason: "\(unknown.reason)")
        }
        switch leftFiles {
        case .continue: return .continuing(directory: directory, files: files.count)
        case .refuse: throw .leftFiles(directory, count: files.count)
        case .wipe:
            try wipe(names)
            return .wiped(directory: directory, files: files.count)
        }
    }

    private func wipe(_ names: [String]) throws(MultiprocessError) {
        for name in names {
            if MultiprocessFileName(name) != nil {
                // A file that a process has opened meanwhile stays.
                _ = try (try? proof.ended(name))?.remove()
            } else if FoldName.isOfFolding(name)
                || MultiprocessFileName.isUnfinished(name) && proof.life(name) == .ended
            {
                guard unlink("\(directory)/\(name)") == 0 || errno == ENOENT else {
                    throw .directory(directory, reason: SystemCall.reason(errno))
                }
            }
        }
    }
}
