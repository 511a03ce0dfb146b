// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecHistory

extension ReleaseDifference {
    /// The changes as diagnostics, for reports that other programs read: what breaks queries is a warning, and everything
    /// else a note.
    ///
    /// - Parameters:
    ///   - sources: those of the new side.
    ///   - path: the new side as a person named it; the place of what has none in a spec.
    func findings(sources: SourceCollection, path: String) -> ([Finding], SourceCollection) {
        var sources = sources
        let top =
            sources.sources.isEmpty
            ? sources.add(SourceText(path: path, packagePath: path, text: "")) : SourceID(index: 0)
        let start = Position(line: 1, column: 1)
        let findings = changes.compactMap { change -> Finding? in
            guard change.waiver == nil, let rule = ChangeRules.rule(of: change.change.kind) else { return nil }
            let isBreaking = change.verdict(for: .queries) == .breaking
            let span = change.place ?? Span(source: top, start: start, end: start)
            return Finding(
                rule.with(isBreaking ? .warning : .note), at: span, change.change.message,
                notes: [change.change.reason]
                    + change.impact.prefix(10).map { "\($0.path):\($0.position) asks for it" })
        }
        return (findings, sources)
    }
}
