// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// Reads a directory in which processes share their metrics, written by Python's client or by this one, and merges it
/// into one exposition.
///
/// Keys are parsed once and kept. A file that can't be read as a whole is left out, counted and reported; the other
/// files are read all the same.
public final class MultiprocessReader: Sendable {
    /// Its absolute path.
    public let directory: String
    private let state = Lock(State())
    /// Beside the state: reading the report never waits for a reading of the directory.
    private let report = Lock(Report())
    private let secondNames: [String: [SecondName]]

    /// What a reading found in addition to values.
    public struct Report: Equatable, Sendable {
        /// The number of files that were read.
        public internal(set) var files = 0
        /// nil if the directory could be listed.
        public internal(set) var directoryFault: String?
        /// At most 1,000 of them: `faultCount` is the number of all.
        public internal(set) var faults: [MultiprocessFileFault] = []
        /// The number of files, or parts of files, that were left out.
        public internal(set) var faultCount = 0
        /// Contradictions between files that are merged all the same; at most 1,000.
        public internal(set) var differences: [MultiprocessDifference] = []
        /// The number of files that were skipped since this reader was made. Each is counted at each reading, and so
        /// is a directory that can't be read.
        public internal(set) var skippedInAll: UInt64 = 0

        /// Many files can have many faults each: this keeps a report small.
        private static let largest = 1000

        fileprivate mutating func finish(_ choices: PageChoices) {
            faults += choices.leftOut
            faultCount = faults.count
            if faults.count > Self.largest { faults.removeLast(faults.count - Self.largest) }
            differences = Array(choices.differences.prefix(Self.largest))
            skippedInAll += UInt64(faultCount + (directoryFault == nil ? 0 : 1))
        }
    }

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - directory: A relative path is resolved against the working directory of this moment.
    ///   - formerNames: By the name of a metric, the names under which its series are published too. A registry
    ///     knows those of its own metrics.
    public init(directory: String, formerNames: [String: [String]] = [:]) {
        self.directory = SystemCall.absolutePath(directory)
        secondNames = formerNames.mapValues { $0.map { SecondName(name: $0) } }
    }

    /// Whether a family of an exposition can have this name.
    package static func isName(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        return !bytes.isEmpty && PageName.metric(bytes[...]).utf8.elementsEqual(bytes)
    }

    /// - Parameter beforeRead: Called before each read of a file.
    init(directory: String, beforeRead: @escaping @Sendable () -> Void) {
        self.directory = directory
        secondNames = [:]
        state.withLock { $0.buffer.beforeRead = beforeRead }
    }

    func isSameDirectory(as other: MultiprocessReader) -> Bool {
        var own = stat()
        var theirs = stat()
        guard stat(directory, &own) == 0, stat(other.directory, &theirs) == 0 else {
            return directory == other.directory
        }
        return own.st_dev == theirs.st_dev && own.st_ino == theirs.st_ino
    }

    /// What the last reading found.
    public var lastReport: Report { report.withLock { $0 } }

    /// The merged exposition, as one string.
    public func exposition() -> String {
        var text: [UInt8] = []
        writeExposition(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the merged families, as a whole exposition.
    @discardableResult
    public func writeExposition(as format: MetricsFormat = .text, into bytes: inout [UInt8]) -> Report {
        var page = MetricsPage(format, after: bytes)
        // The page has the only reference, so it doesn't copy the bytes.
        bytes = []
        let report = page.append(self)
        bytes = page.finished()
        return report
    }

    /// Passes the merged families to a writer of any format.
    ///
    /// - Parameter others: The second names that a registry knows.
    @discardableResult
    func visit(
        beside names: inout NamesOnPage, also others: [String: [SecondName]] = [:],
        _ writer: inout some ExpositionWriter
    ) -> Report {
        let secondNames = others.merging(secondNames) { known, _ in known }
        let found = state.withLock { state in
            state.use(secondNames)
            return state.visit(directory, beside: &names, &writer)
        }
        report.withLock { $0 = found }
        return found
    }

    /// What one scrape asks about writers. The directory is opened for the first question, and most scrapes have none.
    private struct Writers {
        let directory: String
        private var proof: WriterProof?

        init(directory: String) { self.directory = directory }

        mutating func life(_ file: String) -> WriterLife {
            let proof = proof ?? WriterProof(directory)
            self.proof = proof
            return proof.life(file)
        }
    }

    private struct State: ~Copyable {
        var series = MergedSeries(secondNames: [:])
        var files: [String: ReadFile] = [:]
        var report = Report()
        var round: UInt32 = 0
        let buffer = ReadBuffer()

        /// What is known of a key depends on them. They change only when a registry gets more metrics.
        mutating func use(_ secondNames: [String: [SecondName]]) {
            if secondNames != series.secondNames { forget(secondNames) }
        }

        mutating func visit(
            _ directory: String, beside others: inout NamesOnPage, _ writer: inout some ExpositionWriter
        ) -> Report {
            round += 1
            report.files = 0
            report.directoryFault = nil
            report.faults = []
            // Excludes folding, which replaces several files with one.
            let lock = lock(directory)
            defer { withExtendedLifetime(lock) {} }
            let names = lock == nil ? [] : SystemCall.names(in: directory)
            if names == nil { report.directoryFault = SystemCall.reason(errno) }
            var writers = Writers(directory: directory)
            let read = read(names ?? [], in: directory, &writers)
            buffer.shrink()
            let sources = PageSources(all: read.compactMap { files[$0]?.source }) { file in
                writers.life(file.text) != .ended
            }
            report.finish(series.visit(round: round, of: sources, beside: &others, &writer))
            // Most of what is known belongs to files that are gone.
            if series.isMostlyStale(in: round) { forget(series.secondNames) }
            return report
        }

        /// nil and a report if there is no lock: without it a value could be counted twice or not at all, and no
        /// value is better.
        private mutating func lock(_ directory: String) -> DirectoryLock? {
            guard let opened = Descriptor(directory, O_RDONLY) else {
                report.directoryFault = SystemCall.reason(errno)
                return nil
            }
            if let lock = DirectoryLock(reading: opened) { return lock }
            report.directoryFault = "another process has held its lock for 5 seconds"
            return nil
        }

        /// Starts again.
        private mutating func forget(_ secondNames: [String: [SecondName]]) {
            series = MergedSeries(secondNames: secondNames)
            files = [:]
        }

        /// - Returns: The files whose values are in the sum.
        private mutating func read(_ names: [String], in directory: String, _ writers: inout Writers) -> [String] {
            var merged: [String] = []
            var seen: Set<String> = []
            let (pending, covered) = pending(names, in: directory)
            for text in names where text.hasSuffix(".db") || pending[text] != nil {
                guard let name = pending[text] ?? MultiprocessFileName(text) else {
                    report.faults.append(MultiprocessFileFault(file: text, reason: .foreignName))
                    continue
                }
                let file = files[text] ?? ReadFile(name)
                let result = file.read(
                    "\(directory)/\(text)", buffer, &series, round: round, covered: covered[text])
                switch result {
                // A name that isn't UTF-8 was repaired when it was listed, and leads to no file.
                case .vanished where text.unicodeScalars.contains("\u{FFFD}"):
                    report.faults.append(MultiprocessFileFault(file: text, reason: .foreignName))
                    continue
                case .vanished, .covered: continue
                // A process is about to write its header.
                case .fault(.empty) where writers.life(text) == .alive: continue
                case .merged:
                    report.files += 1
                    merged.append(text)
                case .fault(let reason): report.faults.append(MultiprocessFileFault(file: text, reason: reason))
                }
                if let refused = file.refused {
                    let reason = MultiprocessFileFault.Reason.refusedSeries(count: refused.count, first: refused.first)
                    report.faults.append(MultiprocessFileFault(file: text, reason: reason))
                }
                seen.insert(text)
                files[text] = file
            }
            if seen.count < files.count { files = files.filter { seen.contains($0.key) } }
            return merged
        }

        /// Folded files whose folding did not end, and the inodes of the files that they hold already, by name.
        private mutating func pending(_ names: [String], in directory: String)
            -> (files: [String: MultiprocessFileName], covered: [String: UInt64])
        {
            var files: [String: MultiprocessFileName] = [:]
            var covered: [String: UInt64] = [:]
            for name in names {
                guard let file = FoldName.fileOfPending(name) else { continue }
                guard let list = FoldList(ofPending: name, in: directory) else {
                    report.faults.append(MultiprocessFileFault(file: name, reason: .noFoldList))
                    continue
                }
                files[name] = file
                for entry in list.entries { covered[entry.name] = entry.inode }
            }
            return (files, covered)
        }
    }
}
