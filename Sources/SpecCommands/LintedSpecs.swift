// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecFiles
import SpecOutput
import SpecPipeline

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

    private let sources: any SourceProvider

    init(_ roots: [RootSpec], in sources: any SourceProvider) throws(CommandFailure) {
        var compilations: [Compilation] = []
        var seen: Set<String> = []
        // A spec that is named twice is looked at once.
        for root in roots where seen.insert(root.absolutePath).inserted {
            do { compilations.append(try Self.compile(root, in: sources)) } catch {
                throw CommandFailure(unreadable: root, error)
            }
        }
        let known = Set(compilations.flatMap(\.absolutePaths))
        let neighbours = Self.neighbours(of: roots, in: sources).filter { !known.contains($0.absolutePath) }
            .compactMap { try? Self.compile($0, in: sources) }
        let all = compilations + neighbours
        linted = compilations.map { compilation in
            let others = all.filter { $0.root != compilation.root }
            // A fault in another spec can hide that it includes a file, or uses something in it.
            let isHidden = others.contains(where: \.findings.mayHideUses)
            return Linted(
                compilation: compilation,
                findings: compilation.findings.filter { !compilation.isUsedElsewhere($0, by: others) }
                    .map { isHidden && $0.span.source.index > 0 ? $0.withholdingDeletions() : $0 })
        }
        self.neighbours = neighbours
        self.sources = sources
    }

    /// Whether no spec has more errors with some fixes than without.
    func stayAsGood(with fixes: SafeFixes) -> Bool {
        let fixed = OverlaySources(fixes.contents, over: sources)
        return (linted.map(\.compilation) + neighbours).allSatisfy { before in
            // What can't be read any more has no errors to compare.
            guard let after = try? Self.compile(before.root, in: fixed) else { return true }
            return after.errorCount <= before.errorCount
        }
    }

    private static func compile(_ root: RootSpec, in sources: any SourceProvider) throws(FileError) -> Compilation {
        try Compilation(
            root, in: sources, emitters: Emitter.all, checks: { SpecReview.findings(in: $0, $1, of: root, sources) })
    }

    private static func neighbours(of roots: [RootSpec], in sources: any SourceProvider) -> [RootSpec] {
        var known = Set(roots.map(\.absolutePath))
        return roots.flatMap { RootSpec.includers(in: $0.packageDirectory, sources) }
            .filter { known.insert($0.absolutePath).inserted }
    }
}

extension Compilation {
    fileprivate var errorCount: Int { findings.count { $0.rule.severity == .error } }

    /// Whether a diagnostic says that nothing uses a declaration of a file, and another spec that includes the file
    /// uses it.
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
