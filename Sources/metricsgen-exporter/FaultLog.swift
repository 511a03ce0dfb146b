#if HTTP
    import Logging
    import MetricsRuntime
    import Synchronization

    /// Tells of files that are skipped: in the log once each, and as metrics on the page at every scrape.
    final class FaultLog: Sendable {
        private let logger: Logger
        private let known = Mutex<[String]>([])

        init(_ logger: Logger) { self.logger = logger }

        func report(_ report: MultiprocessReader.Report, to page: inout [UInt8]) {
            let texts =
                report.faults.map(\.description)
                + (report.directoryFault.map { ["the directory can't be read: \($0)"] } ?? [])
            let new = known.withLock { known in
                let new = texts.filter { !known.contains($0) }
                // Only what is there now: a fault that goes and comes back is told of again.
                known = texts
                return new
            }
            for text in new { logger.warning("\(text)") }
            page += Array(
                """
                # HELP metricsgen_exporter_files Files of the directory that are in the sum.
                # TYPE metricsgen_exporter_files gauge
                metricsgen_exporter_files \(report.files).0
                # HELP metricsgen_exporter_faults Files, or parts of files, that are not in the sum; 1 where the directory can't be read.
                # TYPE metricsgen_exporter_faults gauge
                metricsgen_exporter_faults \(texts.count).0
                # HELP metricsgen_exporter_faults_total Faults of all scrapes since the exporter was started.
                # TYPE metricsgen_exporter_faults_total counter
                metricsgen_exporter_faults_total \(report.skippedInAll).0

                """.utf8)
        }
    }
#endif
