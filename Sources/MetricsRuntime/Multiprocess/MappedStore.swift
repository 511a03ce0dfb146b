// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CLibrary

/// The files of this process in one shared directory, and the series that have their places in them.
///
/// There is one for each directory, even if several registries use it: two would write two files of the same name.
/// All is done under `StructureLock`.
// @unchecked: touched under `StructureLock` only.
final class MappedStore: @unchecked Sendable {
    /// The directory by its absolute path.
    let directory: String
    private let report: @Sendable (MultiprocessNotice) -> Void
    private let use: DirectoryUse?
    private var files: [MultiprocessFileKind: MappedFile] = [:]
    private var places: [Key: UnsafeMutableRawPointer] = [:]
    private var gauges: [Key: UnsafeMutablePointer<MappedGaugeCell>] = [:]
    /// Info metrics, by the key that they would have without fields.
    private var infos: [Key: UnsafeMutableRawPointer] = [:]

    /// Metrics whose values nobody records.
    private var refused: Set<String> = []

    private struct Key: Hashable {
        let kind: MultiprocessFileKind
        let bytes: [UInt8]
    }

    // nonisolated(unsafe): touched under `StructureLock` only.
    nonisolated(unsafe) private static var opened: [String: MappedStore] = [:]

    /// The store of a directory. When it is opened first, the files that an earlier run left are looked at. That
    /// waits for the directory's lock only, and code that doesn't use the directory doesn't wait. Not under
    /// `StructureLock`.
    static func open(_ configuration: MultiprocessDirectory) throws(MultiprocessError) -> MappedStore {
        guard let resolved = realpath(configuration.path, nil) else {
            throw .directory(configuration.path, reason: SystemCall.reason(errno))
        }
        defer { free(resolved) }
        let path = String(cString: resolved)
        if let store = StructureLock.withLock({ opened[path] }) { return store }
        let notice = try LeftFileCheck(directory: path).run(configuration.leftFiles)
        return StructureLock.withLock {
            // Another thread may have been here first, and has reported what it found.
            if let store = opened[path] { return store }
            let store = MappedStore(directory: path, report: configuration.report)
            opened[path] = store
            if let notice { store.notify(notice) }
            return store
        }
    }

    private init(directory: String, report: @escaping @Sendable (MultiprocessNotice) -> Void) {
        self.directory = directory
        self.report = report
        use = DirectoryUse(directory)
    }

    /// Reports something when `StructureLock` has been released. Under it.
    func notify(_ notice: MultiprocessNotice) {
        StructureLock.afterwards { [report] in report(notice) }
    }

    /// Reports once that a metric can't be stored here. Under `StructureLock`.
    func refuse(_ metric: MetricDeclaration) {
        guard refused.insert(metric.name).inserted else { return }
        notify(.notShared(metric: metric.name, kind: metric.shape.kind))
    }

    /// The cell of a series that is made while recording: an error is also a notice.
    func cellWhileRecording(name: String, help: String, shape: MetricDeclaration.Shape, labels: [SeriesLabel])
        throws(MultiprocessError) -> UnsafeMutableRawPointer
    {
        do throws(MultiprocessError) {
            return try cell(name: name, help: help, shape: shape, labels: labels)
        } catch {
            notify(.seriesRefused(metric: name, error))
            throw error
        }
    }

    /// What handles of a series point to: the cell that this process has for it already, or a new one.
    func cell(name: String, help: String, shape: MetricDeclaration.Shape, labels: [SeriesLabel])
        throws(MultiprocessError) -> UnsafeMutableRawPointer
    {
        try StructureLock.withLock { () throws(MultiprocessError) in
            switch shape.kind {
            case .counter:
                let key = EntryKey.bytes(
                    family: EntryKey.counterFamily(name), sample: name, labels: labels, help: help)
                return HandleTag.mapped(try places(of: [key], in: .counter)[0])
            case .gauge:
                let key = EntryKey.bytes(family: name, sample: name, labels: labels, help: help)
                return HandleTag.mapped(
                    UnsafeMutableRawPointer(try gauge(key, mode: shape.mode ?? .all, initial: shape.initial)))
            case .summary:
                let keys = [SeriesDescription.count, .sum].map { series in
                    EntryKey.bytes(family: name, sample: series.name(inFamily: name), labels: labels, help: help)
                }
                let places = try places(of: keys, in: .summary)
                return HandleTag.mapped(MappedSummaryCell.allocate(count: places[0], sum: places[1]))
            case .info:
                let mode = shape.mode ?? .mostrecent
                let key = Key(
                    kind: .gauge(mode), bytes: EntryKey.bytes(family: name, sample: name, labels: labels, help: help))
                if let info = infos[key] { return info }
                let shared = SharedInfo(of: name, help: help, mode: mode, in: self)
                let info = InfoCell(name: name, fields: shape.names, labels: labels, shared: shared).retainedForGood()
                infos[key] = info
                return info
            case .stateset:
                let label = SampleLabel.state.name(inFamily: name)
                var cells: [UnsafeMutablePointer<MappedGaugeCell>] = []
                for state in shape.names {
                    let labels = labels + [SeriesLabel(name: label, value: state)]
                    let key = EntryKey.bytes(family: name, sample: name, labels: labels, help: help)
                    let initial: Double = cells.isEmpty ? 1 : 0
                    cells.append(try gauge(key, mode: shape.mode ?? .mostrecent, initial: initial))
                }
                return SharedStateSet.allocate(cells)
            case .gaugehistogram, .unknown: preconditionFailure("`\(name)` can't be declared")
            case .histogram:
                // In Python's order: the sum, then the buckets. There is no count, which readers compute from the
                // buckets.
                let sum = EntryKey.bytes(
                    family: name, sample: SeriesDescription.sum.name(inFamily: name), labels: labels, help: help)
                let sample = SeriesDescription.bucket.name(inFamily: name)
                let bound = SampleLabel.bound.name(inFamily: name)
                let buckets = (shape.bounds + [.infinity]).map { limit in
                    let label = SeriesLabel(name: bound, value: NumberText.text(of: limit))
                    return EntryKey.bytes(family: name, sample: sample, labels: labels + [label], help: help)
                }
                let places = try places(of: [sum] + buckets, in: .histogram)
                return HandleTag.mapped(
                    MappedHistogramCell.allocate(
                        bounds: shape.bounds, buckets: Array(places.dropFirst()), sum: places[0]))
            }
        }
    }

    /// The places of values that exist from the start, with 0.
    private func places(of keys: [[UInt8]], in kind: MultiprocessFileKind) throws(MultiprocessError)
        -> [UnsafeMutableRawPointer]
    {
        let missing = keys.filter { places[Key(kind: kind, bytes: $0)] == nil }
        if !missing.isEmpty {
            let new = try file(kind).append(missing)
            for (key, place) in zip(missing, new) { places[Key(kind: kind, bytes: key)] = place }
        }
        return keys.compactMap { places[Key(kind: kind, bytes: $0)] }
    }

    /// The gauge of a key. Under `StructureLock`.
    func gauge(_ bytes: [UInt8], mode: MultiprocessMode, initial: Double? = nil) throws(MultiprocessError)
        -> UnsafeMutablePointer<MappedGaugeCell>
    {
        let key = Key(kind: .gauge(mode), bytes: bytes)
        if let cell = gauges[key] { return cell }
        let file = try file(key.kind)
        try file.promise(EntryFormat.entrySize(keyLength: bytes.count))
        let cell = MappedGaugeCell.allocate(
            isMostRecent: mode.merge == .mostRecent, region: file.region,
            entry: GaugeEntry(self, key.kind, bytes, initial: initial))
        gauges[key] = cell
        if initial != nil {
            try file.makeNow()
            MappedGaugeCell.makeInitialEntry(cell)
        }
        return cell
    }

    private func file(_ kind: MultiprocessFileKind) throws(MultiprocessError) -> MappedFile {
        if let file = files[kind] { return file }
        let file = try MappedFile(kind: kind, of: self)
        files[kind] = file
        return file
    }

    /// Reports the files that have been removed, each once. Under `StructureLock`.
    func checkFiles() {
        for file in files.values where file.wasRemovedSinceAsked() { notify(.fileRemoved(file.path)) }
    }

    /// The entry of a gauge that is set for the first time, which appears with its value. nil if a forked child has
    /// no file to put it into.
    func appendGauge(_ key: [UInt8], _ kind: MultiprocessFileKind, value: Double, timestamp: Double)
        -> UnsafeMutableRawPointer?
    {
        files[kind]?.appendPromised(key, value: value, timestamp: timestamp)
    }

    // MARK: Fork

    /// Makes what the handler in the child uses.
    static func prepareForForks() { _ = opened.count }

    /// Runs in a forked child before any other code: it records into files of its own, which are made when it
    /// records.
    static func restartAllAfterFork() {
        for store in opened.values {
            for file in store.files.values { file.restartAfterFork() }
        }
    }

    /// The values that have a place in a file, without gauges.
    func entries(in kind: MultiprocessFileKind) -> [(key: [UInt8], place: UnsafeMutableRawPointer)] {
        places.filter { $0.key.kind == kind }.map { ($0.key.bytes, $0.value) }
    }

    /// A file has been made: the gauges that have a value from the start get it.
    func makeInitialEntries(in kind: MultiprocessFileKind) {
        for (key, cell) in gauges where key.kind == kind { MappedGaugeCell.makeInitialEntry(cell) }
    }

    /// In a forked child: no gauge of this file is set there.
    func forgetGauges(in kind: MultiprocessFileKind) {
        for (key, cell) in gauges where key.kind == kind { MappedGaugeCell.forget(cell) }
    }
}
