// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// `metricsgen check`.
package enum CheckRun {
    package static func run(
        _ specs: SpecSelection, _ output: OutputDirectory, _ references: ReferenceArguments,
        _ baseline: BaselineArguments, _ printer: FindingsPrinter
    ) throws {
        guard references.files.isEmpty else {
            return try ReferencesRun.run(specs, references, baseline, printer)
        }
        let build = try output.build(try specs.roots(), isReviewing: true)
        output.noteOnPaths(of: build, printer)
        let outputs = try OutputReport(build)
        let command = Invocation.command("build\(specs.arguments)\(output.argument)")
        let asked = SpecReferences(build.compilations)
        var report: ReferenceReport?
        if asked.hasFiles {
            let input = try ReferenceInput(asked, sources: build.sources, references, in: DiskSources())
            report = try ReferenceReport(input, of: asked.products, baseline, in: DiskSources())
        }
        // A spec with errors may have them and be left out.
        if report == nil, !build.findings.hasErrors {
            if baseline.known != nil || baseline.written != nil {
                throw CommandFailure("a baseline is about files with queries, and no spec has `references`")
            }
            if let option = references.optionOfQueries ?? baseline.revision.map({ _ in "--changed-since" }) {
                throw CommandFailure(
                    "`\(option)` is about files with queries, and no spec has `references`; name files with `--references`"
                )
            }
        }
        var sources = report?.sources ?? build.sources
        let findings = build.findings + (report?.findings ?? [])
        switch printer.format {
        case .text:
            try printer.print(findings, in: sources)
            // A spec with errors has no outputs to compare; one with warnings has, whatever counts as an error.
            if !build.findings.hasErrors, !outputs.changes.isEmpty {
                try Console.print(outputs.diff)
                Console.printError(outputs.summary(command: command))
            }
            try report?.finish(printer)
            try printer.check(findings)
            if !outputs.changes.isEmpty { throw CommandExit.findings }
        case .github:
            // An annotation has room for a sentence; the log has the difference.
            try Console.print(outputs.diff)
            try printer.print(findings, in: sources)
            if !outputs.changes.isEmpty { Console.printError(outputs.summary(command: command)) }
            let stale = outputs.findings(addingTo: &sources, command: command, withDiff: false)
            printer.printAnnotations(of: stale, in: sources)
            try report?.finish(printer)
            try printer.check(findings + stale)
        case .json, .sarif:
            // Programs that show a result of SARIF show a sentence or two, and would find links in a difference.
            let all =
                findings
                + outputs.findings(addingTo: &sources, command: command, withDiff: printer.format == .json)
            try report?.finish(printer)
            try printer.print(all, in: sources, members: report?.members ?? [])
            try printer.check(all)
        }
    }
}

extension ReferenceReport {
    /// Writes the baseline, and says what was read.
    func finish(_ printer: FindingsPrinter) throws {
        try write()
        guard printer.format == .text || printer.format == .github else { return }
        if isEmpty {
            Console.printError("warning: there is no PromQL query in these files: nothing was checked")
        }
        try Console.print(summary)
    }
}
