// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import CatalogueFiles
import QueryChecks
import QueryMeaning
import SpecDiagnostics
import SpecFiles
import SpecHistory
import SpecOrigins
import SpecPipeline
import SpecQueries

/// What the specs of a run say about queries: the files to check, and the metrics that these can ask for.
struct SpecReferences {
    /// Specs whose model is whole.
    private let specs: [Spec]
    /// The products, for people.
    var products: [String] { specs.map(\.resolved.product.name) }

    private struct Spec {
        let resolved: ResolvedSpec
        let root: RootSpec
        /// How many sources of other specs come before its own.
        let offset: Int

        var references: References { resolved.references }
        var package: String { root.packageDirectory }

        /// Each as it is written and, if it begins with the product's prefix, with each of the product's aliases.
        var externalPrefixes: [String] {
            let product = resolved.product
            return references.external.map(\.prefix.value).flatMap { prefix -> [String] in
                guard prefix.hasPrefix(product.prefix) else { return [prefix] }
                return [prefix] + product.aliases.map { $0 + prefix.dropFirst(product.prefix.count) }
            }
        }
    }

    /// - Parameters:
    ///   - compilations: in the order in which their sources are merged.
    ///   - areWhole: whether those whose model lacks something are left out.
    init(_ compilations: [Compilation], areWhole: Bool = true) {
        var specs: [Spec] = []
        var offset = 0
        for compilation in compilations {
            if let resolved = compilation.spec, !areWhole || !resolved.isFaulty {
                specs.append(Spec(resolved: resolved, root: compilation.root, offset: offset))
            }
            offset += compilation.sources.sources.count
        }
        self.specs = specs
    }

    /// The metrics of the products, in the order of the specs, and whether each is removed at the release that queries are
    /// judged for.
    func metricNames(in metrics: KnownMetrics) -> [(name: String, isRemoved: Bool)] {
        specs.flatMap { spec in
            spec.resolved.product.metrics.map { ($0.name, metrics.family($0.name)?.state == .removed) }
        }
    }

    /// What the specs themselves ask for.
    ///
    /// - Parameter sources: those of all specs, merged.
    func ruleUses(in sources: SourceCollection) -> [(metric: String, use: MetricUsage.Use)] {
        specs.flatMap { spec in
            SpecQueries.uses(in: spec.resolved).map { rule in
                let place = rule.place.movingSource(by: spec.offset)
                let source = sources[place.source]
                let use = MetricUsage.Use(
                    path: source.path, packagePath: source.packagePath, position: place.start,
                    kind: MetricUsage.Use.Kind(rule.kind), title: rule.name)
                return (rule.metric, use)
            }
        }
    }

    /// Whether a spec says where its metrics are asked for.
    var hasFiles: Bool { specs.contains { !$0.references.files.isEmpty } }

    /// The files of `references:`, each once.
    func places(
        in sources: any SourceProvider, waivers: inout QueryWaivers, findings: inout [Finding]
    ) -> [ReferencePlace] {
        var places: [ReferencePlace] = []
        var indices: [String: Int] = [:]
        let directory = FileAccess.workingDirectory()
        for spec in specs {
            let line = spec.resolved.product.version.releaseLine
            for entry in spec.references.files {
                let waivers = entry.waivers.map { waiver in
                    waivers.add(waiver.moved { $0.movingSource(by: spec.offset) }, at: line)
                }
                for pattern in entry.files {
                    let span = pattern.span.movingSource(by: spec.offset)
                    let matches = PathPattern(pattern.value).matches(in: spec.package, sources)
                    if matches.files.isEmpty, matches.unreadable.isEmpty {
                        findings.append(ReferenceWithoutFiles.finding(pattern.value, at: span))
                    }
                    // A directory, a file or a link below the entry.
                    findings += matches.unreadable.compactMap { match in
                        let path = match.path?.text ?? pattern.value
                        guard match.kind == .other else {
                            return UnreadableReference.finding(path, match.error, at: span)
                        }
                        return match.mayLeadToDirectory ? UnfollowedLink.finding(path, at: span) : nil
                    }
                    for path in matches.files {
                        let full = Path.join(spec.package, path.text)
                        if let index = indices[full] {
                            places[index].waivers += waivers
                            continue
                        }
                        indices[full] = places.count
                        places.append(
                            ReferencePlace(
                                path: Path.relative(full, to: directory), packagePath: path.text,
                                content: .file(.inside(spec.package, path)), request: span, waivers: waivers))
                    }
                }
            }
        }
        return places
    }

    /// The metrics that queries can ask for, without what recording rules make.
    ///
    /// - Parameter sources: catalogues that can't be read are added.
    func metrics(
        _ arguments: ReferenceArguments, in provider: any SourceProvider, addingTo sources: inout SourceCollection,
        findings: inout [Finding]
    ) throws(CommandFailure) -> KnownMetrics {
        var files: [CatalogueFile] = []
        for spec in specs {
            for path in spec.references.catalogues {
                guard let inside = PackagePath(path.value) else { continue }
                let shown = Path.relative(Path.join(spec.package, inside.text), to: FileAccess.workingDirectory())
                do throws(FileError) {
                    let place = FilePlace.inside(spec.package, inside)
                    let bytes = try provider.readAll(place, limit: Catalogue.sizeLimit)
                    let source = SourceText(path: shown, packagePath: inside.text, bytes: bytes)
                    files.append(CatalogueFile(source, addingTo: &sources, findings: &findings))
                } catch {
                    let span = path.span.movingSource(by: spec.offset)
                    findings.append(
                        UnreadableReference.finding(path.value, error, at: span, option: "--catalogue"))
                }
            }
        }
        for path in arguments.catalogues {
            do throws(FileError) {
                let full = Path.normalized(Path.join(FileAccess.workingDirectory(), path))
                let package = RootSpec.searchedPackage(from: FileAccess.workingDirectory())
                let bytes = try provider.readAll(.named(full), limit: Catalogue.sizeLimit)
                let source = SourceText(
                    path: path, packagePath: Path.packagePath(of: full, in: package) ?? path, bytes: bytes)
                files.append(CatalogueFile(source, addingTo: &sources, findings: &findings))
            } catch {
                throw CommandFailure("can't read \(quoted: path): \(error.reason)")
            }
        }
        // A label that one product's scrape adds is only known if each of them says which those are.
        let labels = specs.map { $0.references.targetLabels?.map(\.value) }
        var metrics = KnownMetrics(
            specs: specs.map { Catalogue($0.resolved.product) }, files: files, at: arguments.version,
            targetLabels: labels.isEmpty || labels.contains(nil) ? nil : Set(labels.flatMap { $0 ?? [] }),
            externalPrefixes: specs.flatMap(\.externalPrefixes),
            completePrefixes: arguments.completePrefixes)
        metrics.supportedFrom = specs.compactMap { $0.references.supportedFrom?.value }.min()
        return metrics
    }
}

extension MetricUsage.Use.Kind {
    fileprivate init(_ kind: RuleUse.Kind) {
        switch kind {
        case .derived: self = .derived
        case .alert: self = .alert
        case .objective: self = .objective
        }
    }
}

extension CatalogueFile {
    fileprivate init(_ source: SourceText, addingTo sources: inout SourceCollection, findings: inout [Finding]) {
        self.init(source)
        guard !faults.isEmpty else { return }
        let id = sources.add(source)
        findings += UnreadableCatalogue.findings(in: self, source: source, id: id)
    }
}
