// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// What the name of a file in the directory says about its values: the metric type, and how values of several
/// processes become one.
struct MultiprocessFileKind: Hashable, Sendable {
    let metricKind: MetricKind
    /// Nil if values of several processes are always added up.
    let mode: MultiprocessMode?

    private init(_ metricKind: MetricKind, mode: MultiprocessMode? = nil) {
        self.metricKind = metricKind
        self.mode = mode
    }

    static let counter = Self(.counter)
    static let histogram = Self(.histogram)
    static let summary = Self(.summary)
    static func gauge(_ mode: MultiprocessMode) -> Self { Self(.gauge, mode: mode) }

    static let all: [MultiprocessFileKind] =
        [.counter, .histogram, .summary] + MultiprocessMode.allCases.map { .gauge($0) }

    /// Each kind by the beginning of its files' names.
    fileprivate static let prefixes = all.map { (prefix: $0.prefix, kind: $0) }

    /// The name up to the process.
    var prefix: String { "\(keyword)_" + (mode.map { "\($0.rawValue)_" } ?? "") }

    /// The word for it in the directory and in the text format.
    var keyword: String { metricKind.description.expositionKeyword }

    var isGauge: Bool { mode != nil }

    /// Whether a file of this kind ends with its process.
    var isLive: Bool { mode?.isLive ?? false }

    /// Whether each process keeps series of its own, distinguished by the label `pid`.
    var isPerProcess: Bool { merge == .each }

    /// What becomes of the values of several processes.
    var merge: MultiprocessMode.Merge { mode?.merge ?? .sum }

    /// Whether values of several processes are added up.
    var isSum: Bool { merge == .sum }
}

/// The name of a file in the directory, parsed as Prometheus' Python client does it.
struct MultiprocessFileName: Hashable {
    let kind: MultiprocessFileKind
    /// The part of the name for the process' number. A process whose number was used before has a suffix here.
    let process: String
    /// The whole name.
    let text: String

    init(kind: MultiprocessFileKind, process: String) {
        self.kind = kind
        self.process = process
        text = "\(kind.prefix)\(process).db"
    }

    /// nil for other names. Not every name comes from a listing: one that leads to another directory is not accepted.
    init?(_ name: String) {
        guard name.hasSuffix(".db"),
            let (prefix, kind) = MultiprocessFileKind.prefixes.first(where: { name.hasPrefix($0.prefix) })
        else { return nil }
        let process = name.utf8.dropFirst(prefix.utf8.count).dropLast(3)
        guard !process.isEmpty, !process.contains(UInt8(ascii: "/")), let process = String(process) else { return nil }
        self.kind = kind
        self.process = process
        text = name
    }

    /// Whether a file is ours and does not have its final name yet.
    static func isUnfinished(_ name: String) -> Bool {
        name.hasSuffix(".new") && MultiprocessFileKind.prefixes.contains { name.dropFirst().hasPrefix($0.prefix) }
    }

    /// Whether a file is ours and invisible to readers of the format. It is removed when the directory is emptied.
    static func isHidden(_ name: String) -> Bool { isUnfinished(name) || FoldName.isOfFolding(name) }

    /// The number of the process, without the suffix of one that was used before.
    var processIdentifier: Int32? { Int32(process.prefix { $0 != "-" }) }
}
