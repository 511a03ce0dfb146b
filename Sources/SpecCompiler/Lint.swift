import SpecChecks
import SpecCompilation
import SpecDiagnostics
import SpecEmitters
import SpecOutput

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
        self.init(try Self.lint(roots), applied: [])
    }

    /// Applies the safe fixes, and reports what is left after them.
    ///
    /// A fix can uncover another fault, and of two that touch one place only the first can be made: what is left is
    /// looked at again, a few times at most. Nothing is written that would make an error in these specs or in another
    /// one of their package: of fixes that do so together, the first are made.
    package init(fixing roots: [RootSpec]) throws(Failure) {
        let all = roots + Self.neighbours(of: roots)
        var linted = try Self.lint(roots)
        var applied: [AppliedFix] = []
        for _ in 0..<Self.roundLimit {
            var round = SafeFixes(of: linted)
            guard !round.applied.isEmpty else { break }
            let errors = Self.errors(all)
            func isGood(_ fixes: SafeFixes) -> Bool {
                zip(Self.errors(all, edited: fixes.contents), errors).allSatisfy { $0 <= $1 }
            }
            if !isGood(round) {
                round = SafeFixes(of: linted, where: isGood)
                guard !round.applied.isEmpty else { break }
            }
            do { try round.write() } catch { throw .unwritable(error) }
            applied += round.applied
            linted = try Self.lint(roots)
        }
        self.init(linted, applied: applied)
    }

    /// A line a fix that was made; empty where there was none.
    package var summary: String { applied.map { "\($0)\n" }.joined() }

    private static let roundLimit = 8

    private init(_ linted: [Linted], applied: [AppliedFix]) {
        var merged = MergedFindings()
        for spec in linted { merged.add(spec.findings, of: spec.compilation.sources) }
        sources = merged.sources
        findings = merged.findings.inFileOrder()
        self.applied = applied
    }

    /// One spec, and what is to be said of it.
    struct Linted {
        let compilation: Compilation
        let findings: [Finding]
    }

    private static func lint(_ roots: [RootSpec]) throws(Failure) -> [Linted] {
        var compilations: [Compilation] = []
        for root in roots {
            do { compilations.append(try compile(root)) } catch { throw .unreadable(path: root.path, error) }
        }
        let others = neighbours(of: roots).compactMap { try? compile($0) }
        return compilations.map { compilation in
            let rest = (compilations + others).filter { $0.root != compilation.root }
            return Linted(
                compilation: compilation,
                findings: compilation.findings.filter { !compilation.isUsedElsewhere($0, by: rest) })
        }
    }

    private static func compile(_ root: RootSpec, edited: [String: [UInt8]] = [:]) throws(FileError) -> Compilation {
        try Compilation(root, emitters: Emitter.all, edited: edited, checks: SpecCheck.findings)
    }

    /// The other specs of the packages, which can include the same files.
    private static func neighbours(of roots: [RootSpec]) -> [RootSpec] {
        var known = Set(roots.map(\.absolutePath))
        return roots.flatMap { (try? RootSpec.found(from: $0.packageDirectory)) ?? [] }
            .filter { known.insert($0.absolutePath).inserted }
    }

    /// How many errors each spec has.
    private static func errors(_ roots: [RootSpec], edited: [String: [UInt8]] = [:]) -> [Int] {
        roots.map { root in
            (try? compile(root, edited: edited)).map { $0.findings.count { $0.rule.severity == .error } } ?? 0
        }
    }
}

extension Compilation {
    /// Whether a finding says that nothing uses what stands in a file, and another spec that has the file uses it.
    fileprivate func isUsedElsewhere(_ finding: Finding, by others: [Compilation]) -> Bool {
        guard SpecCheck.unused.contains(finding.rule) else { return false }
        let path = absolutePaths[finding.span.source.index]
        return others.contains { other in
            other.absolutePaths.contains(path)
                && !other.findings.contains {
                    $0.rule == finding.rule && other.absolutePaths[$0.span.source.index] == path
                        && $0.span.start == finding.span.start
                }
        }
    }
}
