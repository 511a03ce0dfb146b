import ArgumentParser
import SpecCommands

extension FindingsPrinter.Format: ExpressibleByArgument {}
extension FindingsPrinter.Color: ExpressibleByArgument {}

/// How diagnostics are reported, the same for every command.
struct ReportOptions: ParsableArguments {
    @Option(
        help: """
            How diagnostics are printed: text for people, github the same with annotations for GitHub Actions, both on \
            standard error; json and sarif (2.1.0, for code scanning) as one document on standard output.
            """)
    var format: FindingsPrinter.Format = .text

    @Option(help: "Colours in text: auto means on a terminal, unless NO_COLOR is set.")
    var color: FindingsPrinter.Color = .auto

    @Flag(help: "Warnings count as errors.")
    var warningsAsErrors = false

    var printer: FindingsPrinter { FindingsPrinter(format: format, color: color, warningsAsErrors: warningsAsErrors) }
}

/// A command that prints diagnostics, in the requested format.
protocol ReportingCommand {
    var report: ReportOptions { get }
}
