import SpecDiagnostics

/// `metricsgen check`.
package enum CheckRun {
    package static func run(_ specs: SpecSelection, _ output: OutputDirectory, _ printer: FindingsPrinter) throws {
        let build = try output.build(try specs.roots(), isReviewing: true)
        output.noteOnPaths(of: build, printer)
        let outputs = try OutputReport(build)
        let command = Invocation.command("build\(specs.arguments)\(output.argument)")
        switch printer.format {
        case .text:
            try printer.print(build.findings, in: build.sources)
            // A spec with errors has no outputs to compare; one with warnings has, whatever counts as an error.
            if !build.findings.hasErrors, !outputs.changes.isEmpty {
                try Console.print(outputs.diff)
                Console.printError(outputs.summary(command: command))
            }
            try printer.check(build.findings)
            if !outputs.changes.isEmpty { throw CommandExit.findings }
        case .github:
            // An annotation has room for a sentence; the log has the difference.
            try Console.print(outputs.diff)
            try printer.print(build.findings, in: build.sources)
            if !outputs.changes.isEmpty { Console.printError(outputs.summary(command: command)) }
            var sources = build.sources
            let stale = outputs.findings(addingTo: &sources, command: command, withDiff: false)
            printer.printAnnotations(of: stale, in: sources)
            try printer.check(build.findings + stale)
        case .json, .sarif:
            var sources = build.sources
            // Programs that show a result of SARIF show a sentence or two, and would find links in a difference.
            let findings =
                build.findings
                + outputs.findings(addingTo: &sources, command: command, withDiff: printer.format == .json)
            try printer.print(findings, in: sources)
            try printer.check(findings)
        }
    }
}
