// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecEmitters
import SpecFiles
import SpecModel
import SpecOutput
import SpecPipeline

/// One run over one or several root specs, which are all compiled before the first file is written.
package struct Build: Sendable {
    package let compilations: [Compilation]
    /// One for each spec; empty if there are errors.
    package let plans: [OutputPlan]
    /// For each plan, where its spec asks for the outputs.
    package let places: [Places]
    /// All diagnostics, with the sources that they point into.
    package let sources: SourceCollection
    package let findings: [Finding]
    /// nil if nothing is going to be written.
    private let lock: CheckoutLock?

    /// Where a spec asks for each of its outputs, by their paths; for a manifest, which no spec asks for, where it
    /// names the product.
    package struct Places: Sendable {
        fileprivate let requests: [String: Span]
        fileprivate let product: Span

        package subscript(path: String) -> Span { requests[path] ?? product }
    }

    /// - Parameters:
    ///   - base: what output paths are relative to; nil for each spec's own package.
    ///   - isForWriting: whether this is going to write, and a spec that asks for no outputs was hardly meant.
    ///   - isReviewing: whether every rule is to be run, and not only those that make outputs wrong.
    ///   - announceWait: called where another run holds this one up.
    package init(
        _ roots: [RootSpec], base: String? = nil, isForWriting: Bool = false, isReviewing: Bool = false,
        announceWait: () -> Void = {}
    ) throws(CommandFailure) {
        // Before the first spec is read, and until this goes away.
        let directories = roots.map(\.packageDirectory) + (base.map { [$0] } ?? [])
        lock = isForWriting ? CheckoutLock(directories, announceWait: announceWait) : nil
        let sources = DiskSources()
        var compilations: [Compilation] = []
        var seen: Set<String> = []
        // A spec that is named twice is compiled once.
        for root in roots where seen.insert(root.absolutePath).inserted {
            let checks = isReviewing ? SpecReview.findings : SpecReview.essentialFindings
            do {
                compilations.append(
                    try Compilation(root, in: sources, emitters: Emitter.all, checks: { checks($0, $1, root, sources) })
                )
            } catch {
                throw CommandFailure(unreadable: root, error)
            }
        }
        var merged = MergedFindings()
        for compilation in compilations { merged.add(compilation.findings, of: compilation.sources) }
        merged.findings += Self.collisions(compilations, base: base, merged)

        var plans: [OutputPlan] = []
        var places: [Places] = []
        let kept = Set(compilations.compactMap(\.releasedPath))
        if !merged.findings.hasErrors {
            for (index, compilation) in compilations.enumerated() {
                guard let spec = compilation.spec else { continue }
                let product = spec.product
                if isForWriting, compilation.outputs.isEmpty {
                    merged.findings.append(merged.moved(NoOutputs.finding(spec), of: index))
                }
                let package = compilation.root.packageDirectory
                var plan = try OutputPlan(
                    compilation.outputs.map(\.file), product: product.name, spec: compilation.root.packagePath,
                    base: base ?? package, isInPackage: base == nil || base == package,
                    specExists: { path in
                        guard let path = PackagePath(path), let tree = try? FileTree(package) else { return false }
                        return tree.exists(path)
                    })
                // What a release alone moves is not removed, even if it was an output once.
                let directory = plan.base
                plan.keep { kept.contains(Path.place(Path.join(directory, $0))) }
                if let other = plan.otherSpec {
                    merged.findings.append(
                        DuplicateProduct.finding(
                            product.name, other, at: merged.span(spec.productName, of: index)))
                    continue
                }
                for path in plan.inTheWay {
                    guard let output = compilation.outputs.first(where: { $0.file.path == path }) else { continue }
                    merged.findings.append(OutputPathOccupied.finding(path, at: merged.span(output.request, of: index)))
                }
                for finding in try compilation.history(of: &plan) {
                    merged.findings.append(merged.moved(finding, of: index))
                }
                plans.append(plan)
                let requests = compilation.outputs.map { ($0.file.path, merged.span($0.request, of: index)) }
                places.append(
                    Places(
                        requests: Dictionary(requests) { first, _ in first },
                        product: merged.span(spec.productName, of: index)))
            }
        }
        self.compilations = compilations
        self.plans = merged.findings.hasErrors ? [] : plans
        self.places = merged.findings.hasErrors ? [] : places
        self.sources = merged.sources
        findings = merged.findings.inFileOrder()
    }

    /// Writes every output that has changed, and no other. Says what it did, plan by plan.
    package func apply() throws(CommandFailure) -> [OutputPlan.Outcome] {
        try plans.map { plan throws(CommandFailure) in try plan.apply() }
    }

    /// Files that outputs of one spec or of several would share.
    ///
    /// - Parameter merged: the findings of these compilations, in this order.
    static func collisions(
        _ compilations: [Compilation], base: String? = nil, _ merged: MergedFindings
    ) -> [Finding] {
        // Some file systems don't tell `Metrics.md` from `metrics.md`: two paths are one if they are one there.
        var first: [String: (path: String, span: Span)] = [:]
        var named: [String: Span] = [:]
        var findings: [Finding] = []
        let sources = Set(compilations.flatMap(\.absolutePaths).map(UnwritablePath.folded))
        for (index, compilation) in compilations.enumerated() {
            guard let spec = compilation.spec else { continue }
            let product = spec.product
            let directory = base ?? compilation.root.packageDirectory
            for output in compilation.outputs {
                let span = merged.span(output.request, of: index)
                let path = Path.normalized(Path.join(directory, output.file.path))
                let folded = UnwritablePath.folded(path)
                if sources.contains(folded) {
                    findings.append(OutputPathOccupied.finding(source: output.file.path, at: span))
                }
                if let other = first[folded] {
                    findings.append(
                        other.path.utf8.elementsEqual(path.utf8)
                            ? OutputWrittenTwice.finding(output.file.path, span, first: other.span)
                            : OutputWrittenTwice.finding(
                                output.file.path, differingInCaseFrom: Path.relative(other.path, to: directory), span,
                                first: other.span))
                } else {
                    first[folded] = (path, span)
                }
            }
            // Two specs of one product would share a manifest, and each would remove what the other wrote.
            let path = Path.normalized(Path.join(directory, Manifest.path(product: product.name)))
            let manifest = UnwritablePath.folded(path)
            let span = merged.span(spec.productName, of: index)
            if let other = named[manifest] {
                findings.append(OutputWrittenTwice.finding(product: product.name, span, first: other))
            } else if let other = first[manifest] {
                findings.append(
                    OutputWrittenTwice.finding(Manifest.path(product: product.name), span, first: other.span))
            } else {
                named[manifest] = span
                first[manifest] = (path, span)
            }
        }
        findings += overwrittenCatalogues(compilations, base: base, merged)
        // Nor can one be a file where another needs a directory.
        for (path, span) in first.values.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            var parent = Path.directory(of: path)
            while !parent.isEmpty, parent != "/" {
                if let file = first[UnwritablePath.folded(parent)] {
                    findings.append(OutputWrittenTwice.finding(file: parent, inTheWayOf: path, span, file.span))
                }
                parent = Path.directory(of: parent)
            }
        }
        return findings
    }
}

extension Build {
    /// Outputs of any of the specs that would overwrite the catalogue of a release.
    private static func overwrittenCatalogues(
        _ compilations: [Compilation], base: String?, _ merged: MergedFindings
    ) -> [Finding] {
        let released = compilations.enumerated().compactMap { index, compilation in
            compilation.spec?.released.map {
                (path: compilation.releasedPath, place: merged.span($0.span, of: index))
            }
        }
        guard !released.isEmpty else { return [] }
        return compilations.enumerated().flatMap { index, compilation in
            compilation.outputs.compactMap { output in
                // Also where `--output` would put it elsewhere this time.
                let directories = [compilation.root.packageDirectory] + (base.map { [$0] } ?? [])
                let paths = directories.map { Path.place(Path.join($0, output.file.path)) }
                guard let known = released.first(where: { $0.path.map(paths.contains) == true }) else { return nil }
                return ReleasedCatalogueOverwritten.finding(
                    output.file.path, at: merged.span(output.request, of: index), released: known.place)
            }
        }
    }
}

extension Path {
    /// A path by which two can be compared: all links followed, and folded.
    fileprivate static func place(_ path: String) -> String {
        let path = normalized(path)
        return UnwritablePath.folded(FileAccess.resolved(path) ?? path)
    }
}

extension Compilation {
    fileprivate var releasedPath: String? {
        spec?.released.map { Path.place(Path.join(root.packageDirectory, $0.value)) }
    }

    /// What the catalogue that is about to be replaced says against the spec.
    fileprivate func history(of plan: inout OutputPlan) throws(CommandFailure) -> [Finding] {
        guard let spec else { return [] }
        var findings: [Finding] = []
        for output in outputs where output.emitter == Emitter.catalogue.name {
            guard let old = try plan.replacedText(of: output.file, ifOfInterest: CatalogueHistory.hasMore) else {
                continue
            }
            findings += CatalogueHistory(parsing: old).findings(on: spec)
        }
        return findings
    }
}
