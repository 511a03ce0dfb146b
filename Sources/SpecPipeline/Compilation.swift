// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecLanguage
import SpecModel
import SpecOrigins
import SpecOutput
import SpecYAML

/// The compiler as a table of contents: what each stage makes is a value of its own.
package struct Compilation: Sendable {
    package let root: RootSpec
    /// The sources that diagnostics point into.
    package let sources: SourceCollection
    /// The resolved spec; nil where the language's own faults leave none.
    package let spec: ResolvedSpec?
    package var product: Product? { spec?.product }
    /// Everything that this spec asks for, ready to be rendered; empty where there are errors.
    package let outputs: [Output]
    package let findings: [Finding]
    /// The path of each source on disk.
    package let absolutePaths: [String]
    /// The same as places to read from and to write to.
    package let places: [FilePlace]
    /// Where each file that is part of the spec is included, by absolute path.
    package let includes: [String: Span]

    /// A file, and the place in the spec that asks for it.
    package struct Output: Sendable {
        package let file: OutputFile
        package let request: Span
        /// The name of what made it.
        package let emitter: String
    }

    /// - Parameters:
    ///   - sources: where its files are read.
    ///   - emitters: the outputs that a spec can ask for.
    ///   - hasOtherOutputs: whether it may ask for others, which are not made here.
    ///   - checks: what else is to be found in a spec that the language allows. What only checks of the spec itself
    ///     need is made when they ask for it.
    /// - Throws: when the root spec itself can't be read.
    package init(
        _ root: RootSpec, in sources: any SourceProvider = DiskSources(), emitters: [Emitter],
        hasOtherOutputs: Bool = false,
        checks: (ResolvedSpec, _ declarations: () -> Declarations) -> [Finding] = { _, _ in [] }
    ) throws(FileError) {
        // text -> trees with spans -> declarations, file by file along the includes
        var loaded = try SpecLoading.load(
            root, in: sources, outputs: OutputDeclarations(emitters.map(\.declaration), hasOthers: hasOtherOutputs))
        var findings = loaded.findings

        // declarations -> the resolved model
        var resolution: SpecLanguage.Resolution?
        var spec: ResolvedSpec?
        // A part of a spec on its own lacks what other files declare: its references say nothing.
        if loaded.rootDeclaration.isRoot {
            let resolved = SpecLanguage.resolve(root: loaded.rootDeclaration, includes: loaded.includes)
            resolution = resolved
            spec = resolved.spec
            findings += resolved.findings
            let known = loaded.findings.count
            spec?.translations = loaded.loadTranslations(for: loaded.rootDeclaration.outputRequests)
            findings += loaded.findings.dropFirst(known)
        }

        var outputs: [Output] = []
        var emitted: [Finding] = []
        if let spec, let resolution {
            // the resolved model -> findings
            findings += checks(spec, { resolution.declarations }).locatingParts(in: loaded.sources).limited()

            // the resolved model -> files, which are rendered when they are compared or written
            for request in spec.outputs {
                guard let emitter = emitters.first(where: { $0.name == request.emitter.value }) else { continue }
                let emission = emitter.emit(spec, request)
                emitted += emission.findings
                emitted += emission.files.compactMap { file in
                    // What leads out of the package is said of the path in the spec.
                    PackagePath(file.path).flatMap(UnwritablePath.reason).map {
                        ForbiddenOutputPath.finding(file.path, reason: $0, at: request.emitter.span)
                    }
                }
                outputs += emission.files.map { Output(file: $0, request: request.emitter.span, emitter: emitter.name) }
            }
        }

        findings = findings.joiningNameFaults(with: emitted).withholdingDeletions()

        self.root = root
        self.sources = loaded.sources
        absolutePaths = loaded.absolutePaths
        places = loaded.places
        self.spec = spec
        self.findings = findings.inFileOrder()
        self.includes = loaded.included
        self.outputs = findings.hasErrors ? [] : outputs
    }
}
