// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The names of files that folding makes. For each kind there is one file that holds what ended processes have
/// recorded, with a number that goes up each time:
///
///     .counter_folded-7.new        being written; nobody looks at it
///     .counter_folded-7.pending    in the sum, in the place of the files that it lists, which may be there still
///     counter_folded-7.db          in the sum like any other file; what it lists has gone
///     .counter_123.db.folded       was in the list, and goes; its inode is held back until the list is void. A file that
///                                  is taken away for another reason has such a name for a moment
enum FoldName {
    private static let process = "folded-"
    private static let coveredSuffix = ".folded"

    static func file(_ kind: MultiprocessFileKind, _ number: Int) -> MultiprocessFileName {
        MultiprocessFileName(kind: kind, process: "\(process)\(number)")
    }

    static func new(_ kind: MultiprocessFileKind, _ number: Int) -> String { ".\(kind.prefix)\(process)\(number).new" }

    static func pending(_ kind: MultiprocessFileKind, _ number: Int) -> String {
        ".\(kind.prefix)\(process)\(number).pending"
    }

    static func covered(_ name: String) -> String { ".\(name)\(coveredSuffix)" }

    /// The name that a pending file is going to get; nil for other names.
    static func fileOfPending(_ name: String) -> MultiprocessFileName? {
        guard name.hasPrefix("."), name.hasSuffix(".pending") else { return nil }
        let file = MultiprocessFileName("\(name.dropFirst().dropLast(".pending".count)).db")
        return file?.isFolded == true ? file : nil
    }

    /// The name that a hidden file had; nil for other names.
    static func fileOfCovered(_ name: String) -> MultiprocessFileName? {
        guard name.hasPrefix("."), name.hasSuffix(coveredSuffix) else { return nil }
        return MultiprocessFileName(String(name.dropFirst().dropLast(coveredSuffix.count)))
    }

    static func isCovered(_ name: String) -> Bool { fileOfCovered(name) != nil }

    static func isNew(_ name: String) -> Bool {
        MultiprocessFileName.isUnfinished(name) && name.contains("_\(process)")
    }

    /// Whether a killed folding may have left this file, which not every reader sees.
    static func isOfFolding(_ name: String) -> Bool { fileOfPending(name) != nil || isCovered(name) || isNew(name) }

    fileprivate static func number(_ name: MultiprocessFileName) -> Int? {
        // Each folding adds 1. A greater number can't be ours, and there must be a number after it.
        guard name.process.hasPrefix(process), let number = Int(name.process.dropFirst(process.count)),
            (0...1_000_000_000_000_000).contains(number)
        else { return nil }
        return number
    }
}

extension MultiprocessFileName {
    /// The number of the folding that made the file; nil for a file of a process.
    var foldNumber: Int? { FoldName.number(self) }

    var isFolded: Bool { foldNumber != nil }
}

extension MultiprocessFileKind {
    /// Whether files of several ended processes may become one. With `all` each process has series of its own, and
    /// live gauges are removed when their process is marked as dead.
    var isFoldable: Bool { !isPerProcess && !isLive }
}
