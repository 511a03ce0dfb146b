import SpecCompilation
import SpecDiagnostics

/// Every rule on some specs, and no outputs: what is wrong with them, and on request what can be mended in them.
package struct Lint: Sendable {
    /// All findings, with the texts that they point into.
    package let sources: SourceCollection
    package let findings: [Finding]
    /// What was mended, in the order in which it was.
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
        var applied: [AppliedFix] = []
        for _ in 0..<Self.roundLimit {
            var round = SafeFixes(of: specs.linted)
            guard !round.applied.isEmpty else { break }
            if !specs.stayAsGood(with: round) {
                round = SafeFixes(of: specs.linted, where: specs.stayAsGood)
                guard !round.applied.isEmpty else { break }
            }
            do { try round.write() } catch { throw .unwritable(error) }
            applied += round.applied
            specs = try LintedSpecs(roots)
        }
        self.init(specs, applied: applied)
    }

    /// A line a fix that was made; empty where there was none.
    package var summary: String { applied.map { "\($0)\n" }.joined() }

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
