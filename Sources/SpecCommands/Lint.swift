// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// Runs every rule on some specs, without outputs: the diagnostics, and on request the fixes.
package struct Lint: Sendable {
    /// All diagnostics, with the sources that they point into.
    package let sources: SourceCollection
    package let findings: [Finding]
    /// The fixes, in the order of the files and of the places in them.
    package let applied: [AppliedFix]

    /// Reports, and changes nothing.
    package init(_ roots: [RootSpec]) throws(CommandFailure) {
        self.init(try LintedSpecs(roots, in: DiskSources()), applied: [])
    }

    /// Applies the safe fixes, and reports what is left after them.
    ///
    /// A fix can uncover another fault, and of two that touch one place only the first can be made: what is left is
    /// looked at again, a few times at most. Nothing is written that would make an error in these specs or in another
    /// one of their package: of fixes that do so together, the first are made.
    package init(fixing roots: [RootSpec], announceWait: () -> Void = {}) throws(CommandFailure) {
        // Before the first spec is read, and until the last fix is written.
        let lock = CheckoutLock(roots.map(\.packageDirectory), announceWait: announceWait)
        defer { withExtendedLifetime(lock) {} }
        let fixed = try FixedSpecs(roots, in: DiskSources())
        do throws(FileError) {
            for (path, text) in fixed.contents.sorted(by: { $0.key < $1.key }) {
                guard let place = fixed.places[path] else { continue }
                // A byte order mark is not part of the text, and stays.
                let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
                let hadMark = try DiskSources().read(place, limit: mark.count).starts(with: mark)
                try place.replace(with: (hadMark ? mark : []) + text)
            }
        } catch {
            throw CommandFailure(unwritable: error)
        }
        self.init(fixed.specs, applied: fixed.applied)
    }

    /// One line for each fix; empty if there was none.
    package var summary: String { applied.map { "\($0)\n" }.joined() }

    private init(_ specs: LintedSpecs, applied: [AppliedFix]) {
        var merged = MergedFindings()
        for spec in specs.linted { merged.add(spec.findings, of: spec.compilation.sources) }
        merged.findings += Build.collisions(specs.linted.map(\.compilation), merged)
        sources = merged.sources
        findings = merged.findings.inFileOrder()
        self.applied = applied
    }
}
