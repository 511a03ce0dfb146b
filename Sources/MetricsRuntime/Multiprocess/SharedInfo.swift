// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// An info metric of the shared directory: a gauge of value 1 that is merged by the latest time, and has the fields
/// among its labels.
///
/// The format can't remove an entry, but a most recent value without a time was never set, to every reader. So values
/// that are replaced lose their time. Their entry stays in the file, and is used again if they are set again.
// @unchecked: used under `StructureLock` only.
final class SharedInfo: @unchecked Sendable {
    private let store: MappedStore
    private let metric: String
    private let help: String
    private let mode: MultiprocessMode
    /// Of the values that were set last.
    private var cell: UnsafeMutablePointer<MappedGaugeCell>?

    init(of metric: String, help: String, mode: MultiprocessMode, in store: MappedStore) {
        self.store = store
        self.metric = metric
        self.help = help
        self.mode = mode
    }

    /// Replaces the values that were set before. For a moment there are none, and never two: queries that join with an
    /// info metric fail if it is there twice.
    func set(_ labels: [SeriesLabel]) {
        StructureLock.withLock {
            store.checkFiles()
            do throws(MultiprocessError) {
                let key = EntryKey.bytes(family: metric, sample: metric, labels: labels, help: help)
                let new = try store.gauge(key, mode: mode)
                if let cell, cell != new { MappedGaugeCell.withdraw(cell) }
                cell = new
                MappedGaugeCell.set(new, 1)
            } catch {
                store.notify(.seriesRefused(metric: metric, error))
            }
        }
    }
}
