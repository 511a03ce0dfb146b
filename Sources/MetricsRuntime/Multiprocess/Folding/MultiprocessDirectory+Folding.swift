extension MultiprocessDirectory {
    /// Puts one file of each kind into the place of those that ended processes have left, so that they don't pile up:
    /// every scrape reads every file. Totals stay what they are, whenever a scrape or a crash comes: no counter goes
    /// backwards. Files without an entry are removed.
    ///
    /// That a process has ended is proved and not guessed from a number: on Linux nobody has the file open for writing,
    /// whatever container or language the writer is in. The proof needs a local file system and the owner of the files.
    /// Files without it stay, and `report` hears of them.
    ///
    /// Only for a directory that nobody but `MultiprocessReader` reads (`metricsgen-exporter`, a `MetricsRegistry` in the
    /// directory): Prometheus' Python client does not know what a half-done folding looks like, and counts values twice
    /// or not at all.
    ///
    /// Gauges with the mode `all` have series of each process and stay; live gauges go with `markProcessDead(_:)`.
    ///
    /// - Returns: how many files became one.
    @discardableResult
    public func foldEndedProcesses() throws(MultiprocessError) -> Int {
        var folding = FileFolding(directory: path)
        folding.report = { files, reason in
            guard Self.saidUnknown.withLock({ $0.insert([path, "\(reason)"]).inserted }) else { return }
            report(.endedUnknown(directory: path, files: files, reason: "\(reason)"))
        }
        return try folding.run().folded
    }

    /// Directories and reasons that were reported: a folding is made every few seconds.
    private static let saidUnknown = Lock<Set<[String]>>([])
}
