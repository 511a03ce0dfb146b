extension MultiprocessDirectory {
    /// Puts one file of each kind into the place of those that ended processes have left, so that they don't pile up:
    /// every scrape reads every file. Totals stay what they are, whenever a scrape or a crash comes: no counter goes
    /// backwards.
    ///
    /// Only for a directory that nobody but `MultiprocessReader` reads (`metricsgen-exporter`, a `MetricsRegistry` in the
    /// directory): Prometheus' Python client does not know what a half-done folding looks like, and counts values twice
    /// or not at all. And only where this process sees the numbers of Python's writers: a container of its own takes
    /// those of other containers for ended ones.
    ///
    /// Gauges with the mode `all` have series of each process and stay; live gauges go with `markProcessDead(_:)`.
    ///
    /// - Returns: how many files became one.
    @discardableResult
    public func foldEndedProcesses() throws(MultiprocessError) -> Int { try FileFolding(directory: path).run() }
}
