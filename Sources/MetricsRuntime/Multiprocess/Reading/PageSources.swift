// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The files of an exposition, and their writers. The writers are looked for only if files contradict each other.
struct PageSources {
    struct Source {
        let file: MultiprocessFileName
        let declarations: Set<UInt32>
        let seen: Seen
    }

    /// When a reader first saw a file. Of the files that existed before the reader, the one that was changed last is
    /// newer.
    struct Seen: Comparable {
        let round: UInt32
        let seconds: Int
        let nanoseconds: Int

        static func < (left: Seen, right: Seen) -> Bool {
            (left.round, left.seconds, left.nanoseconds) < (right.round, right.seconds, right.nanoseconds)
        }
    }

    let all: [Source]
    let isAlive: (MultiprocessFileName) -> Bool

    /// The declarations that the files of the exposition have.
    func present(of wanted: Set<UInt32>) -> Set<UInt32> {
        var present: Set<UInt32> = []
        for source in all { present.formUnion(source.declarations.lazy.filter { wanted.contains($0) }) }
        return present
    }

    /// Families of which one comes before another, each with its declarations.
    struct Contest {
        let families: [Set<UInt32>]

        /// The last family needs no decision: the others are newer.
        var decisions: Int { max(1, families.count - 1) }
    }

    /// By declaration, the rank of the living writer that has it, the newest first: 0, 1, …. For each contest only as
    /// many writers are looked at as it needs, which is one if the newest process lives.
    func ranks(_ contests: [Contest]) -> [UInt32: Int] {
        var open: [UInt32: (contest: Int, family: Int)] = [:]
        for (number, contest) in contests.enumerated() {
            for (family, declarations) in contest.families.enumerated() {
                for declaration in declarations { open[declaration] = (number, family) }
            }
        }
        guard !open.isEmpty else { return [:] }
        var ranks: [UInt32: Int] = [:]
        var decided = contests.map { _ in Set<Int>() }
        let newestFirst = all.sorted { $0.seen != $1.seen ? $0.seen > $1.seen : $0.file.text < $1.file.text }
        for (rank, source) in newestFirst.enumerated() {
            let found = source.declarations.filter { open[$0] != nil }
            guard !found.isEmpty, isAlive(source.file) else { continue }
            for declaration in found {
                guard let (contest, family) = open.removeValue(forKey: declaration) else { continue }
                ranks[declaration] = rank
                decided[contest].insert(family)
            }
            open = open.filter { decided[$0.value.contest].count < contests[$0.value.contest].decisions }
            if open.isEmpty { break }
        }
        return ranks
    }

    /// By declaration, the files that have it: the first by name, and how many there are.
    func files(with wanted: Set<UInt32>) -> [UInt32: (first: String, count: Int)] {
        var files: [UInt32: (first: String, count: Int)] = [:]
        for source in all {
            for declaration in source.declarations where wanted.contains(declaration) {
                let known = files[declaration]
                files[declaration] = (known?.first ?? source.file.text, (known?.count ?? 0) + 1)
            }
        }
        return files
    }
}

/// Names that an exposition has already, before a directory's families.
struct NamesOnPage {
    private let isOwn: (String) -> Bool
    private var written: Set<String> = []
    /// Whether something may come after the next directory.
    private let remembers: Bool

    /// An exposition of a directory alone.
    static var none: NamesOnPage { NamesOnPage(remembers: false) { _ in false } }

    init(remembers: Bool, _ isOwn: @escaping (String) -> Bool) {
        self.remembers = remembers
        self.isOwn = isOwn
    }

    func contains(_ name: String) -> Bool { isOwn(name) || written.contains(name) }

    mutating func insert(_ names: [String]) {
        if remembers { written.formUnion(names) }
    }
}
