// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// The runtime's own counter of scrapes at which a callback or a collector gave no value.
enum CallbackFaultCounter {
    static let family = ExposedFamily(
        name: "metricsgen_callback_faults_total",
        help: "Scrapes without a value of a callback: it had not returned at the deadline, or gave an error.",
        kind: .counter)

    static func add(_ runs: [ReaderRun], of name: String, _ constant: [SeriesLabel], to counter: inout OwnCounter) {
        func add(_ fault: String, _ count: (ReaderRun) -> UInt64) {
            counter.add(
                runs.reduce(0) { $0 &+ count($1) },
                constant + [SeriesLabel(name: "fault", value: fault), SeriesLabel(name: "metric", value: name)])
        }
        add("error") { $0.errorCount.load(ordering: .relaxed) }
        add("late") { $0.lateCount.load(ordering: .relaxed) }
    }
}
