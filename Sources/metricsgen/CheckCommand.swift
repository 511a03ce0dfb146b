import ArgumentParser
import SpecCommands

struct CheckCommand: ParsableCommand, ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compile specs, write nothing, and fail when an output is missing, stale or left over.",
        discussion: """
            Prints a unified diff from the files to what the spec says, the outputs that differ and the command that \
            brings them up to date. This is the command for CI: it fails when someone changed the spec without \
            `metricsgen build`, or a generated file by hand. Warnings of the rules are printed and don't fail it, unless \
            with --warnings-as-errors.

            In GitHub Actions, --format github adds an annotation for each diagnostic, on its line of the spec or the \
            output; a pull request shows it in the diff where that line is part of it. --format sarif is for code \
            scanning. docs/ci.md has a complete example for each host.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try CheckRun.run(spec.selection, output.output, report.printer) }
}
