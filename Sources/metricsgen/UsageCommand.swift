// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct UsageCommand: ParsableCommand, ReportOptionsCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Print who asks for which metric, and which metrics nobody asks for.",
        discussion: """
            For each metric: the panels, rules and pages that ask for it, in the files that the spec lists under \
            `references`, or in those of --references FILE…. --format json prints the same as a document.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup(title: "Queries") var references: ReferenceOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try UsageRun.run(spec.selection, references.arguments(), report.printer) }
}
