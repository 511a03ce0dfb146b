// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecFiles

/// Dashboards, files of rules and pages, checked against the metrics that are known. One file after the other: only those
/// with findings stay in memory.
struct ReferenceCheck {
    private(set) var findings: [Finding] = []
    /// The sources before the check, and behind them the files with findings.
    private(set) var sources: SourceCollection
    private(set) var counts = ReferenceCounts()
    /// For each of the findings, by what a later run knows it; none if there is no baseline.
    private(set) var entries: [Baseline.Entry] = []
    /// How many findings are on lines that didn't change.
    private(set) var unchangedCount = 0

    /// - Parameters:
    ///   - metrics: with the recording rules of the files.
    ///   - sources: those of the specs, which findings can point to.
    ///   - waivers: of the entries in specs, which the files refer to by number.
    ///   - countsCatalogues: whether their metrics count as the product's.
    ///   - isForBaseline: whether `entries` are wanted, which need the place of every query.
    ///   - earlier: the files as they were; findings on lines that are the same are left out.
    init(
        _ files: ReferenceContents, metrics: KnownMetrics, addingTo sources: SourceCollection,
        waivers: inout QueryWaivers, countsCatalogues: Bool, isForBaseline: Bool, earlier: EarlierFiles? = nil
    ) throws(CommandFailure) {
        self.sources = sources
        for place in files.places {
            let id = SourceID(index: self.sources.sources.count)
            let file = CheckedFile(reading: place.source(try files.bytes(of: place)), id: id, metrics: metrics)
            counts.add(file, countsCatalogues: countsCatalogues)
            let all = file.findings
            guard !all.isEmpty else { continue }
            // Also for findings that are hidden: a waiver that has expired points to one.
            _ = self.sources.add(file.source)
            var found = waivers.hiding(all, by: place.waivers)
            if let earlier, !found.isEmpty {
                let changed = try earlier.changedLines(of: place, now: try files.bytes(of: place))
                let count = found.count
                found.removeAll { !changed.contains($0.span) }
                unchangedCount += count - found.count
            }
            findings += found
            if isForBaseline { entries += file.baselineEntries(of: found) }
        }
    }

    /// Leaves out what a baseline has.
    ///
    /// - Returns: how many findings were left out.
    mutating func remove(_ baseline: inout Baseline) -> Int {
        let count = findings.count
        var kept: [(Finding, Baseline.Entry)] = []
        for (finding, entry) in zip(findings, entries) where !baseline.remove(entry) { kept.append((finding, entry)) }
        findings = kept.map(\.0)
        entries = kept.map(\.1)
        return count - kept.count
    }
}

extension CheckedFile {
    fileprivate func baselineEntries(of findings: [Finding]) -> [Baseline.Entry] {
        let queries = file.queries.map { (span: $0.string.span(in: source, id: id), text: $0.string.text) }
            .sorted { $0.span.start < $1.span.start }
        return findings.map { finding in
            // The last one that begins at the finding or before it.
            let query = queries[..<queries.count(upTo: finding.span.start)].last
            let isInside = query.map { finding.span.end <= $0.span.end } ?? false
            return Baseline.Entry(
                file: source.packagePath, rule: finding.rule.name,
                query: isInside ? query?.text ?? "" : source.text(at: finding.span))
        }
    }
}

extension [(span: Span, text: String)] {
    /// How many of them, which are in order, begin at a place or before it.
    fileprivate func count(upTo place: Position) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].span.start <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SourceText {
    fileprivate func text(at span: Span) -> String {
        let (start, end) = (offset(of: span.start), offset(of: span.end))
        return start <= end ? String(text(in: start..<end)) : ""
    }
}
