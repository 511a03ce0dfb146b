// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsRuntime

extension MultiprocessReader.Report {
    /// The messages about a reading, one line each.
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

    /// Reports what is wrong in the directory: each problem once in the log, and as metrics at every scrape. A
    /// directory that can't be read has no exposition.
    final class FaultLog: Sendable {
        private let logger: Logger
        private let messages = Mutex(RepeatedMessages())
        private let start = ContinuousClock.now

        private let registry = MetricsRegistry(storage: .memory)
        private let files: Gauge
        private let faults: Gauge
        private let allFaults: Counter
        private let counted = Mutex(UInt64(0))

        init(_ logger: Logger) throws(MetricsSetupError) {
            self.logger = logger
            var product = ProductDeclaration(name: "metricsgen-exporter", version: "0.1.0")
            let labels = MetricLabels()
            product.gauge(
                0, "metricsgen_exporter_files", "Files of the directory that are in the sum.", labels, .mostrecent)
            product.gauge(
                1, "metricsgen_exporter_faults", "Files, or parts of files, that are not in the sum.", labels,
                .mostrecent)
            product.counter(
                2, "metricsgen_exporter_faults_total", "Faults of all scrapes since the exporter was started.", labels)
            let series = try product.register(in: registry, visibility: Visibility())
            files = series.gauge(0)
            faults = series.gauge(1)
            allFaults = series.counter(2)
        }

        /// The names of its metrics, which no family of the directory can have.
        static let names: Set<String> = [
            "metricsgen_exporter_files", "metricsgen_exporter_faults", "metricsgen_exporter_faults_total",
        ]

        func report(_ report: MultiprocessReader.Report, to page: inout MetricsPage) {
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            for message in messages.withLock({ $0.new(report.messages, at: seconds) }) {
                logger.warning("\(message)")
            }
            files.set(Double(report.files))
            faults.set(Double(report.faultCount))
            counted.withLock { counted in
                allFaults.increment(by: Int(report.skippedInAll - min(counted, report.skippedInAll)))
                counted = max(counted, report.skippedInAll)
            }
            page.append(registry)
        }
    }
#endif
