// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// `metricsgen check --references`: files with queries, without the outputs of the specs.
enum ReferencesRun {
    static func run(
        _ specs: SpecSelection, _ arguments: ReferenceArguments, _ baseline: BaselineArguments,
        _ printer: FindingsPrinter
    ) throws {
        let (references, sources) = try specs.references(arguments, printer)
        let provider = DiskSources()
        let places = try [ReferencePlace](
            arguments: arguments.files, package: specs.package, in: provider,
            standardInput: { try Console.standardInput() })
        let input = try ReferenceInput(references, sources: sources, arguments, files: places, in: provider)
        let report = try ReferenceReport(input, of: references.products, baseline, in: provider)
        try printer.print(report.findings, in: report.sources, members: report.members)
        try report.finish(printer)
        try printer.check(report.findings)
        // As text, the reader has been warned.
        if report.isEmpty, printer.countsWarnings { throw CommandExit.findings }
    }
}

extension SpecSelection {
    /// The directory to which reports relate files.
    var package: String { RootSpec.searchedPackage(from: FileAccess.workingDirectory()) }

    /// The specs whose metrics are asked for. Their faults are reported if they hide a part of a spec, and the run ends.
    func references(
        _ arguments: ReferenceArguments, _ printer: FindingsPrinter
    ) throws -> (SpecReferences, SourceCollection) {
        let roots = try rootsIfAny()
        guard !roots.isEmpty || !arguments.catalogues.isEmpty else {
            throw CommandFailure(
                "there is no root spec in \(quoted: package), so no metric is known; name a spec before `--references`, or "
                    + "a scraped page or a catalogue with `--catalogue`")
        }
        let compilations = try roots.map(Compilation.orFailure)
        var merged = MergedFindings()
        for compilation in compilations { merged.add(compilation.findings, of: compilation.sources) }
        guard compilations.allSatisfy({ $0.spec.map { !$0.isFaulty } ?? false }) else {
            try printer.print(merged.findings, in: merged.sources)
            throw CommandExit.findings
        }
        return (SpecReferences(compilations), merged.sources)
    }
}
