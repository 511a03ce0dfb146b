import ArgumentParser
import SpecCommands

struct CheckCommand: ParsableCommand, ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compile specs, write nothing, and fail when an output is missing, stale or left over.",
        discussion: """
            Prints a unified diff from each file to what the spec generates, the list of outputs that differ, and the \
            command that updates them. This is the command for CI: it fails if somebody changed the spec and didn't run \
            `metricsgen build`, or edited a generated file. Warnings are printed; they fail the run only with \
            --warnings-as-errors.

            In GitHub Actions, --format github adds an annotation for each diagnostic, on its line of the spec or the \
            output. A pull request shows the annotation if that line is part of its diff. --format sarif is for code \
            scanning. docs/ci.md has a complete example for each host.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try CheckRun.run(spec.selection, output.output, report.printer) }
}
