// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

extension FindingsPrinter.Format: ExpressibleByArgument {}
extension FindingsPrinter.Color: ExpressibleByArgument {}

/// How diagnostics are reported, the same for every command.
struct ReportOptions: ParsableArguments {
    @Option(
        help: """
            How diagnostics are printed. text is for people, and github adds annotations for GitHub Actions; both go to \
            standard error. json and sarif (2.1.0, for code scanning) are one document on standard output.
            """)
    var format: FindingsPrinter.Format = .text

    @Option(help: "Whether text has colours; auto: if standard error is a terminal and NO_COLOR isn't set.")
    var color: FindingsPrinter.Color = .auto

    @Flag(help: "Warnings count as errors.")
    var warningsAsErrors = false

    var printer: FindingsPrinter { FindingsPrinter(format: format, color: color, warningsAsErrors: warningsAsErrors) }
}

/// A command that prints diagnostics, in the requested format.
protocol ReportingCommand {
    var printer: FindingsPrinter { get }
}

/// One with the usual options.
protocol ReportOptionsCommand: ReportingCommand {
    var report: ReportOptions { get }
}

extension ReportOptionsCommand {
    var printer: FindingsPrinter { report.printer }
}
