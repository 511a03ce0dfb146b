import SpecCompilation
import SpecDiagnostics

/// What `check` says about outputs that are not what the spec says.
package struct OutputReport {
    private let comparisons: [(plan: OutputPlan, changes: [OutputPlan.Change])]

    /// Renders every output and compares it with what is there.
    package init(_ build: Build) throws(Build.Failure) {
        var comparisons: [(plan: OutputPlan, changes: [OutputPlan.Change])] = []
        for plan in build.plans {
            do { comparisons.append((plan, try plan.changes())) } catch { throw .output(error) }
        }
        self.comparisons = comparisons
    }

    package var changes: [OutputPlan.Change] { comparisons.flatMap(\.changes) }

    /// A unified diff of every output: from what is there to what the spec says.
    package var diff: String { changes.map(Self.diff).joined() }

    /// What the diff is about, file by file, and what to do: the last lines that are read.
    package func summary(command: String) -> String {
        let count = changes.count
        var text = "error: \(count == 1 ? "1 output is" : "\(count) outputs are") not what the spec says\n"
        for change in changes {
            switch change {
            case .create: text += "  \(change.path) is missing\n"
            case .update: text += "  \(change.path) is stale: the spec was changed since, or the file by hand\n"
            case .remove: text += "  \(change.path) is left over: the spec no longer asks for it\n"
            }
        }
        return text + "`\(command)` brings \(count == 1 ? "it" : "them") up to date\n"
    }

    /// One finding an output, for reports that other programs read. Each points to the first line that differs, in
    /// texts that are added to the collection.
    ///
    /// - Parameters:
    ///   - command: what brings the outputs up to date.
    ///   - withDiff: whether the help of each has the diff.
    package func findings(addingTo sources: inout SourceCollection, command: String, withDiff: Bool = true)
        -> [Finding]
    {
        var findings: [Finding] = []
        for (plan, changes) in comparisons {
            for change in changes {
                let old =
                    switch change {
                    case .create: ""
                    case .update(_, let old, _), .remove(_, let old): old
                    }
                var line = 1
                if case .update(_, let old, let new) = change { line = UnifiedDiff.firstDifference(old: old, new: new) }
                let id = sources.add(
                    SourceText(
                        path: Path.join(plan.base, change.path),
                        packagePath: plan.isInPackage ? change.path : Path.join(plan.base, change.path), text: old))
                let start = Position(line: line, column: 1)
                let span = Span(source: id, start: start, end: start)
                let help = "run `\(command)`" + (withDiff ? "\n" + Self.diff(change) : "")
                let finding =
                    switch change {
                    case .create(let path, _): MissingOutput.finding(path, at: span, help: help)
                    case .update(let path, _, _): StaleOutput.finding(path, at: span, help: help)
                    case .remove(let path, _): LeftOverOutput.finding(path, at: span, help: help)
                    }
                findings.append(finding)
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
