import SpecCompilation
import SpecDiagnostics

/// Every rule on some specs, and no outputs: what is wrong with them, and on request what can be mended in them.
package struct Lint: Sendable {
    /// All findings, with the texts that they point into.
    package let sources: SourceCollection
    package let findings: [Finding]
    /// What was mended, in the order of the files and of the places in them.
    package let applied: [AppliedFix]

    package enum Failure: Error, CustomStringConvertible {
        /// A root spec, by the path that it was given by.
        case unreadable(path: String, FileError)
        case unwritable(FileError)

        package var description: String {
            switch self {
            case .unreadable(let path, let error): "can't read `\(path)`: \(error.reason)"
            case .unwritable(let error): "can't write \(error)"
            }
        }
    }

    /// Reports, and changes nothing.
    package init(_ roots: [RootSpec]) throws(Failure) {
        self.init(try LintedSpecs(roots), applied: [])
    }

    /// Applies the safe fixes, and reports what is left after them.
    ///
    /// A fix can uncover another fault, and of two that touch one place only the first can be made: what is left is
    /// looked at again, a few times at most. Nothing is written that would make an error in these specs or in another
    /// one of their package: of fixes that do so together, the first are made.
    package init(fixing roots: [RootSpec]) throws(Failure) {
        var specs = try LintedSpecs(roots)
        let paths = specs.linted.flatMap(\.compilation.absolutePaths)
        var applied: [AppliedFix] = []
        var history = EditHistory()
        for _ in 0..<Self.roundLimit {
            var round = SafeFixes(of: specs.linted)
            guard !round.applied.isEmpty else { break }
            if !specs.stayAsGood(with: round) {
                round = SafeFixes(of: specs.linted, where: specs.stayAsGood)
                guard !round.applied.isEmpty else { break }
            }
            do { try round.write() } catch { throw .unwritable(error) }
            // A later round sees the files as the earlier ones left them, and nobody else does.
            applied += round.applied.map { fix in
                var fix = fix
                fix.position = history.original(fix.position, in: fix.absolutePath)
                return fix
            }
            history.add(round.edits)
            specs = try LintedSpecs(roots)
        }
        self.init(specs, applied: Self.inFileOrder(applied, paths))
    }

    /// A line a fix that was made; empty where there was none.
    package var summary: String { applied.map { "\($0)\n" }.joined() }

    /// - Parameter paths: those of the files, in order.
    private static func inFileOrder(_ applied: [AppliedFix], _ paths: [String]) -> [AppliedFix] {
        let order = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        return applied.enumerated()
            .map { (file: order[$0.element.absolutePath] ?? paths.count, index: $0.offset, fix: $0.element) }
            .sorted { ($0.file, $0.fix.position, $0.index) < ($1.file, $1.fix.position, $1.index) }
            .map(\.fix)
    }

    private static let roundLimit = 8

    private init(_ specs: LintedSpecs, applied: [AppliedFix]) {
        var merged = MergedFindings()
        for spec in specs.linted { merged.add(spec.findings, of: spec.compilation.sources) }
        merged.findings += Build.collisions(specs.linted.map(\.compilation), merged)
        sources = merged.sources
        findings = merged.findings.inFileOrder()
        self.applied = applied
    }
}
