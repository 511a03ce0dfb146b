// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

/// `metricsgen build`.
package enum BuildRun {
    package static func run(_ specs: SpecSelection, _ output: OutputDirectory, _ printer: FindingsPrinter) throws {
        let build = try output.build(try specs.roots(), isForWriting: true)
        try printer.print(build.findings, in: build.sources)
        output.noteOnPaths(of: build, printer)
        try printer.check(build.findings)
        let outcomes: [OutputPlan.Outcome]
        do { outcomes = try build.apply() } catch {
            Console.printError("error: \(error.reason)")
            throw CommandExit.misuse
        }
        if printer.format == .text {
            try Console.print(BuildSummary(build, outcomes, base: output.path ?? "").text)
        }
    }
}
