// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import TextDifference

/// The differences between outputs on disk and the spec, as `check` reports them.
package struct OutputReport {
    private let comparisons: [Comparison]

    private struct Comparison {
        let plan: OutputPlan
        let changes: [OutputPlan.Change]
        let places: Build.Places
    }

    /// Renders every output and compares it with what is there.
    package init(_ build: Build) throws(CommandFailure) {
        var comparisons: [Comparison] = []
        for (plan, places) in zip(build.plans, build.places) {
            comparisons.append(Comparison(plan: plan, changes: try plan.changes(), places: places))
        }
        self.comparisons = comparisons
    }

    package var changes: [OutputPlan.Change] { comparisons.flatMap(\.changes) }

    /// A unified diff of every output, from the file to what the spec generates.
    package var diff: String { changes.map(Self.diff).joined() }

    /// What the diff is about, file by file, and what to do: the last lines that are read.
    package func summary(command: String) -> String {
        let count = changes.count
        var text = "error: \(count == 1 ? "1 output doesn't" : "\(count) outputs don't") match the spec\n"
        for change in changes {
            let path = PrintedText.line(change.path)
            switch change {
            case .create: text += "  \(path) is missing\n"
            case .update: text += "  \(path) is stale: the spec has changed since, or the file was edited\n"
            case .remove: text += "  \(path) is left over: the spec no longer asks for it\n"
            }
        }
        return text + "`\(command)` brings \(count == 1 ? "it" : "them") up to date\n"
    }

    /// One diagnostic for each output, for reports that other programs read. Each points to the first line that
    /// differs, in sources that are added to the collection; for a missing output, to its request in the spec.
    ///
    /// - Parameters:
    ///   - command: The command that updates the outputs.
    ///   - withDiff: Whether each help includes the diff.
    package func findings(addingTo sources: inout SourceCollection, command: String, withDiff: Bool = true)
        -> [Finding]
    {
        var findings: [Finding] = []
        for comparison in comparisons {
            let plan = comparison.plan
            func place(of path: String, _ text: String, line: Int = 1) -> Span {
                let full = Path.join(plan.base, path)
                let id = sources.add(SourceText(path: full, packagePath: plan.isInPackage ? path : full, text: text))
                let start = Position(line: line, column: 1)
                return Span(source: id, start: start, end: start)
            }
            for change in comparison.changes {
                let help = "run `\(command)`" + (withDiff ? "\n" + Self.diff(change) : "")
                switch change {
                case .create(let path, _):
                    findings.append(MissingOutput.finding(path, at: comparison.places[path], help: help))
                case .update(let path, let old, let new):
                    let line = UnifiedDiff.firstDifference(old: old, new: new)
                    findings.append(StaleOutput.finding(path, at: place(of: path, old, line: line), help: help))
                case .remove(let path, let old):
                    findings.append(LeftoverOutput.finding(path, at: place(of: path, old), help: help))
                }
            }
        }
        return findings
    }

    private static func diff(_ change: OutputPlan.Change) -> String {
        let (old, new): (String?, String?) =
            switch change {
            case .create(_, let new): (nil, new)
            case .update(_, let old, let new): (old, new)
            case .remove(_, let old): (old, nil)
            }
        return UnifiedDiff.text(old: old, new: new, oldName: "a/" + change.path, newName: "b/" + change.path)
    }
}
