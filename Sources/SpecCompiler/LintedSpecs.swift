import SpecChecks
import SpecCompilation
import SpecDiagnostics
import SpecEmitters
import SpecOutput

/// Some specs with what is to be said of them, beside the other specs of their packages, which can include the same
/// files.
struct LintedSpecs {
    /// One spec, and what is to be said of it.
    struct Linted {
        let compilation: Compilation
        let findings: [Finding]
    }

    let linted: [Linted]
    private let neighbours: [Compilation]

    init(_ roots: [RootSpec]) throws(Lint.Failure) {
        var compilations: [Compilation] = []
        var seen: Set<String> = []
        // A spec that is named twice is looked at once.
        for root in roots where seen.insert(root.absolutePath).inserted {
            do { compilations.append(try Self.compile(root)) } catch { throw .unreadable(path: root.path, error) }
        }
        let neighbours = Self.neighbours(of: roots).compactMap { try? Self.compile($0) }
        let all = compilations + neighbours
        linted = compilations.map { compilation in
            let others = all.filter { $0.root != compilation.root }
            return Linted(
                compilation: compilation,
                findings: compilation.findings.filter { !compilation.isUsedElsewhere($0, by: others) })
        }
        self.neighbours = neighbours
    }

    /// Whether no spec has more errors with some fixes than without.
    func stayAsGood(with fixes: SafeFixes) -> Bool {
        let contents = fixes.contents
        return (linted.map(\.compilation) + neighbours).allSatisfy { before in
            // What can't be read any more has no errors to compare.
            guard let after = try? Self.compile(before.root, edited: contents) else { return true }
            return after.errorCount <= before.errorCount
        }
    }

    private static func compile(_ root: RootSpec, edited: [String: [UInt8]] = [:]) throws(FileError) -> Compilation {
        try Compilation(root, emitters: Emitter.all, edited: edited, checks: SpecCheck.findings)
    }

    private static func neighbours(of roots: [RootSpec]) -> [RootSpec] {
        var known = Set(roots.map(\.absolutePath))
        return roots.flatMap { (try? RootSpec.found(from: $0.packageDirectory)) ?? [] }
            .filter { known.insert($0.absolutePath).inserted }
    }
}

extension Compilation {
    fileprivate var errorCount: Int { findings.count { $0.rule.severity == .error } }

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
