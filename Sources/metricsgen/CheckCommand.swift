import ArgumentParser
import SpecCommands
import SpecDiagnostics

struct CheckCommand: ParsableCommand, ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compile specs, write nothing, and fail when an output is missing, stale or left over.",
        discussion: """
            Prints a unified diff from what is there to what the spec says, which outputs differ and the command that \
            brings them up to date. This is the command for CI: it fails when someone changed the spec without \
            `metricsgen build`, or a generated file by hand. Warnings of the rules are printed and don't fail it, unless \
            with --warnings-as-errors.

            In GitHub Actions, --format github makes an annotation of each finding, on its line of the spec or the \
            output; a pull request shows it in the diff where that line is part of it. --format sarif is for code \
            scanning. docs/ci.md has a complete example for each host.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let build = try output.build(try spec.roots(), isReviewing: true)
        output.noteOnPaths(of: build, report)
        let outputs: OutputReport
        do { outputs = try OutputReport(build) } catch { throw Refusal("\(error)") }
        let command = Invocation.command("build\(spec.arguments)\(output.argument)")
        switch report.format {
        case .text:
            try report.print(build.findings, in: build.sources)
            // A faulty spec has no outputs to compare; one with warnings has, whatever counts as an error.
            if !build.findings.hasErrors, !outputs.changes.isEmpty {
                try Console.print(outputs.diff)
                Console.printError(outputs.summary(command: command))
            }
            try report.check(build.findings)
            if !outputs.changes.isEmpty { throw ExitCode.findings }
        case .github:
            // An annotation has room for a sentence; the difference stands in the log.
            try Console.print(outputs.diff)
            try report.print(build.findings, in: build.sources)
            if !outputs.changes.isEmpty { Console.printError(outputs.summary(command: command)) }
            var sources = build.sources
            let stale = outputs.findings(addingTo: &sources, command: command, withDiff: false)
            report.printAnnotations(of: stale, in: sources)
            try report.check(build.findings + stale)
        case .json, .sarif:
            var sources = build.sources
            // What shows a result of SARIF shows a sentence or two, and reads links into a difference.
            let findings =
                build.findings
                + outputs.findings(addingTo: &sources, command: command, withDiff: report.format == .json)
            try report.print(findings, in: sources)
            try report.check(findings)
        }
    }
}
