// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

extension MultiprocessDirectory {
    /// Replaces the files that ended processes have left with one file for each kind. This keeps them from piling up:
    /// every scrape reads every file. Totals don't change, whenever a scrape or a crash happens: no counter goes
    /// backwards. Files without an entry are removed.
    ///
    /// That a process has ended is proved and not guessed from a number: on Linux, no process has the file open for
    /// writing, in any container and in any language. The proof needs a local file system and the owner of the files.
    /// Files without it stay, and `report` is called for them.
    ///
    /// Use it only for a directory whose only readers are `MultiprocessReader`s (`metricsgen-exporter`, a
    /// `MetricsRegistry` in the directory). Prometheus' Python client doesn't know what an unfinished folding looks
    /// like, and would count values twice or not at all.
    ///
    /// Gauges with the mode `all` have series of each process, and stay. `markProcessDead(_:)` removes live gauges.
    ///
    /// - Returns: The number of files that became one.
    @discardableResult
    public func foldEndedProcesses() throws(MultiprocessError) -> Int {
        var folding = FileFolding(directory: path)
        folding.report = { files, reason in
            guard Self.saidUnknown.withLock({ $0.insert([path, "\(reason)"]).inserted }) else { return }
            report(.endedUnknown(directory: path, files: files, reason: "\(reason)"))
        }
        return try folding.run().folded
    }

    /// Directories and reasons that were reported: folding runs every few seconds.
    private static let saidUnknown = Lock<Set<[String]>>([])
}
