import MetricsRuntime

extension MultiprocessReader.Report {
    /// What is told of a reading, a line each.
    var messages: [String] {
        var messages = directoryFault.map { ["the directory can't be read: \($0)"] } ?? []
        messages += faults.map(\.description)
        if faultCount > faults.count { messages.append("\(faultCount - faults.count) more faults are not listed") }
        return messages + differences.map(\.description)
    }
}

#if HTTP
    import Logging
    import Synchronization

    /// Reports what is wrong in the directory: in the log once each, and as metrics on the page at every scrape. A
    /// directory that can't be read has no page.
    final class FaultLog: Sendable {
        private let logger: Logger
        private let messages = Mutex(RepeatedMessages())
        private let start = ContinuousClock.now

        init(_ logger: Logger) { self.logger = logger }

        /// The names of its metrics, which no family of the directory can have.
        static let names: Set<String> = [
            "metricsgen_exporter_files", "metricsgen_exporter_faults", "metricsgen_exporter_faults_total",
        ]

        func report(_ report: MultiprocessReader.Report, to page: inout [UInt8]) {
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            for message in messages.withLock({ $0.new(report.messages, at: seconds) }) {
                logger.warning("\(message)")
            }
            page += Array(
                """
                # HELP metricsgen_exporter_files Files of the directory that are in the sum.
                # TYPE metricsgen_exporter_files gauge
                metricsgen_exporter_files \(report.files).0
                # HELP metricsgen_exporter_faults Files, or parts of files, that are not in the sum.
                # TYPE metricsgen_exporter_faults gauge
                metricsgen_exporter_faults \(report.faultCount).0
                # HELP metricsgen_exporter_faults_total Faults of all scrapes since the exporter was started.
                # TYPE metricsgen_exporter_faults_total counter
                metricsgen_exporter_faults_total \(report.skippedInAll).0

                """.utf8)
        }
    }
#endif
