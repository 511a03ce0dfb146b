// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryChecks
import QueryMeaning
import ReferenceFiles
import SpecDiagnostics
import SpecFiles

/// Files with queries after their safe fixes. Every other byte stays as it is.
struct FixedReferences {
    /// What was fixed, in the order of the files and of the places in them.
    private(set) var applied: [AppliedFix] = []
    /// The files that a fix changed.
    private(set) var changed: [(place: ReferencePlace, bytes: [UInt8])] = []

    init(_ contents: ReferenceContents, metrics: KnownMetrics, waivers: QueryWaivers) throws(CommandFailure) {
        for place in contents.places {
            let original = try contents.bytes(of: place)
            // A byte order mark is not part of the text, and stays.
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let kept = original.starts(with: mark) ? mark : []
            var file = Version(original, of: place, metrics: metrics, waivers: waivers)
            guard file.source.malformed == nil else { continue }
            var history = EditHistory()
            for _ in 0..<Self.roundLimit {
                guard let (fixed, made) = file.withSafeFixes(metrics: metrics, waivers: waivers) else { break }
                applied += made.map { finding, fix in
                    AppliedFix(
                        path: place.path,
                        position: history.original(finding.span.start, in: place.absolutePath),
                        message: finding.message, fix: fix.description, code: finding.rule.code,
                        absolutePath: place.absolutePath)
                }
                history.add([place.absolutePath: made.flatMap(\.fix.edits)])
                file = fixed
            }
            let bytes = kept + Array(file.source.text.utf8)
            if bytes != original { changed.append((place, bytes)) }
        }
    }

    /// Puts the changed files in place, each whole.
    func write() throws(CommandFailure) {
        for (place, bytes) in changed {
            guard case .file(let file) = place.content else { continue }
            do { try file.replace(with: bytes) } catch { throw CommandFailure(unwritable: error) }
        }
    }

    private static let roundLimit = 8

    /// A file with what is found in it.
    private struct Version {
        let place: ReferencePlace
        let source: SourceText
        let findings: [Finding]
        let queryCount: Int

        init(_ bytes: [UInt8], of place: ReferencePlace, metrics: KnownMetrics, waivers: QueryWaivers) {
            self.place = place
            source = place.source(bytes)
            let file = CheckedFile(reading: source, id: SourceID(index: 0), metrics: metrics)
            var waivers = waivers
            findings = waivers.hiding(file.findings, by: place.waivers)
            queryCount = file.file.queries.count
        }

        /// The file after as many of its safe fixes as fit together and leave fewer findings behind; nil if there is none.
        func withSafeFixes(
            metrics: KnownMetrics, waivers: QueryWaivers
        ) -> (Version, [(finding: Finding, fix: Finding.Fix)])? {
            let candidates = findings.compactMap { finding in
                finding.fixes.first(where: \.isSafe).map { (finding: finding, fix: $0) }
            }
            var made: [(finding: Finding, fix: Finding.Fix)] = []
            takeByHalves(
                candidates[...], into: &made,
                adding: { candidate, made in
                    let isInTheWay = { (edit: Finding.Fix.Edit) in
                        made.contains { $0.fix.edits.contains(where: edit.overlaps) }
                    }
                    guard !candidate.fix.edits.contains(where: isInTheWay) else { return false }
                    made.append(candidate)
                    return true
                },
                where: { made in
                    fixed(by: made.flatMap(\.fix.edits), metrics, waivers)
                        .map { $0.findings.count <= findings.count - made.count } ?? false
                })
            guard !made.isEmpty, let fixed = fixed(by: made.flatMap(\.fix.edits), metrics, waivers) else { return nil }
            return (fixed, made)
        }

        /// Nil where an edit would break the file, or hide one of its queries.
        private func fixed(by edits: [Finding.Fix.Edit], _ metrics: KnownMetrics, _ waivers: QueryWaivers) -> Version? {
            guard let text = source.applying(edits) else { return nil }
            let version = Version(Array(text.utf8), of: place, metrics: metrics, waivers: waivers)
            let errors = { (version: Version) in version.findings.count { $0.rule.severity == .error } }
            return version.queryCount == queryCount && errors(version) <= errors(self) ? version : nil
        }
    }
}
