// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct LintCommand: ParsableCommand, ReportOptionsCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check specs with every rule, and apply safe fixes.",
        discussion: """
            Reports everything that `build` reports, and what could be better in a spec. Writes no output; with \
            `--fix` it edits the specs, and only the places with diagnostics. `metricsgen explain` lists the rules.

            With --fix --references FILE… it fixes the queries in these files, and not the specs.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    @OptionGroup(title: "Queries") var references: ReferenceOptions

    @Flag(help: "Apply the fixes that are safe, and report what is left.")
    var fix = false

    func run() throws { try LintRun.run(spec.selection, references.arguments(), report.printer, fixing: fix) }
}
