// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// Some specs after their safe fixes, which are in memory only.
///
/// A fix can uncover another fault, and of two that touch one place only the first can be made. So the specs are checked
/// again after each round, a few times at most.
struct FixedSpecs {
    private(set) var specs: LintedSpecs
    /// What was fixed, in the order of the files and of the places in them.
    private(set) var applied: [AppliedFix] = []
    /// The files that a fix changed, by absolute path.
    private(set) var contents: [String: [UInt8]] = [:]
    /// The same files as places to write to.
    private(set) var places: [String: FilePlace] = [:]

    /// - Parameter sources: the files before the fixes.
    init(_ roots: [RootSpec], in sources: any SourceProvider) throws(CommandFailure) {
        specs = try LintedSpecs(roots, in: sources)
        let paths = specs.linted.flatMap(\.compilation.absolutePaths)
        var history = EditHistory()
        for _ in 0..<Self.roundLimit {
            let round = SafeFixes(of: specs.linted, where: specs.stayAsGood)
            guard !round.applied.isEmpty else { break }
            // A later round sees the files as the earlier ones left them.
            applied += round.applied.map { fix in
                var fix = fix
                fix.position = history.original(fix.position, in: fix.absolutePath)
                return fix
            }
            history.add(round.edits)
            contents.merge(round.contents) { _, new in new }
            places.merge(round.places) { _, new in new }
            specs = try LintedSpecs(roots, in: OverlaySources(contents, over: sources))
        }
        applied = Self.inFileOrder(applied, paths)
    }

    /// - Parameter paths: those of the files, in order.
    private static func inFileOrder(_ applied: [AppliedFix], _ paths: [String]) -> [AppliedFix] {
        let order = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        return applied.enumerated()
            .map { (file: order[$0.element.absolutePath] ?? paths.count, index: $0.offset, fix: $0.element) }
            .sorted { ($0.file, $0.fix.position, $0.index) < ($1.file, $1.fix.position, $1.index) }
            .map(\.fix)
    }

    private static let roundLimit = 8
}
