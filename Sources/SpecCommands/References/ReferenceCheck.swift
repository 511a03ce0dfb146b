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

    /// - Parameters:
    ///   - metrics: with the recording rules of the files.
    ///   - sources: those of the specs, which findings can point to.
    ///   - waivers: of the entries in specs, which the files refer to by number.
    ///   - countsCatalogues: whether their metrics count as the product's.
    ///   - isForBaseline: whether `entries` are wanted, which need the place of every query.
    init(
        _ files: ReferenceContents, metrics: KnownMetrics, addingTo sources: SourceCollection,
        waivers: inout QueryWaivers, countsCatalogues: Bool, isForBaseline: Bool
    ) throws(Refusal) {
        self.sources = sources
        for place in files.places {
            let source = SourceText(
                path: place.path, packagePath: place.packagePath, bytes: try files.bytes(of: place))
            let id = SourceID(index: self.sources.sources.count)
            let binary = BinaryReference.finding(in: source, id: id)
            let read = binary == nil ? ReferenceFile.read(source, id: id) : ReferenceFile(.other)
            let file = CheckedFile(read, source: source, id: id, metrics: metrics)
            counts.add(file, countsCatalogues: countsCatalogues)
            let all = (binary.map { [$0] } ?? []) + file.findings
            guard !all.isEmpty else { continue }
            // Also for findings that are hidden: a waiver that has expired points to one.
            _ = self.sources.add(source)
            let found = waivers.hiding(all, by: place.waivers)
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
        let queries = file.queries.map { ($0.string.span(in: source, id: id), $0.string.text) }
        return findings.map { finding in
            let query = queries.first { span, _ in
                span.start <= finding.span.start && finding.span.end <= span.end
            }
            return Baseline.Entry(
                file: source.packagePath, rule: finding.rule.name,
                query: query?.1 ?? source.text(at: finding.span))
        }
    }
}

extension SourceText {
    fileprivate func text(at span: Span) -> String {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: offset(of: span.start))
        let end = bytes.index(bytes.startIndex, offsetBy: offset(of: span.end))
        return start <= end ? String(text[start..<end]) : ""
    }
}
