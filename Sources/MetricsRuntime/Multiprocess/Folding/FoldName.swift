/// The names of files that folding makes. Of the files of one kind there is one that holds what ended processes have
/// recorded, by a number that goes up each time:
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

    /// The file that a pending one is going to be; nil for other names.
    static func fileOfPending(_ name: String) -> MultiprocessFileName? {
        guard name.hasPrefix("."), name.hasSuffix(".pending") else { return nil }
        let file = MultiprocessFileName("\(name.dropFirst().dropLast(".pending".count)).db")
        return file?.isFolded == true ? file : nil
    }

    /// The file that a hidden one was; nil for other names.
    static func fileOfCovered(_ name: String) -> MultiprocessFileName? {
        guard name.hasPrefix("."), name.hasSuffix(coveredSuffix) else { return nil }
        return MultiprocessFileName(String(name.dropFirst().dropLast(coveredSuffix.count)))
    }

    static func isCovered(_ name: String) -> Bool { fileOfCovered(name) != nil }

    static func isNew(_ name: String) -> Bool {
        MultiprocessFileName.isUnfinished(name) && name.contains("_\(process)")
    }

    /// What a killed folding may have left besides files that every reader sees.
    static func isOfFolding(_ name: String) -> Bool { fileOfPending(name) != nil || isCovered(name) || isNew(name) }

    fileprivate static func number(_ name: MultiprocessFileName) -> Int? {
        // Each folding adds 1: a greater number is nobody's, and there must be one after it.
        guard name.process.hasPrefix(process), let number = Int(name.process.dropFirst(process.count)),
            (0...1_000_000_000_000_000).contains(number)
        else { return nil }
        return number
    }
}

extension MultiprocessFileName {
    /// Which of the foldings made the file; nil for a process' own.
    var foldNumber: Int? { FoldName.number(self) }

    var isFolded: Bool { foldNumber != nil }
}

extension MultiprocessFileKind {
    /// Whether files of several ended processes may become one. With `all` each process has series of its own, and live
    /// gauges go when their process is marked as dead.
    var isFoldable: Bool { !isPerProcess && !isLive }
}
