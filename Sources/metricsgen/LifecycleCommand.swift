// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct LifecycleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifecycle",
        abstract: "Print what is deprecated, hidden or removed, when, and what to use instead.",
        discussion: """
            Without an argument: the table at the spec's version, and what each coming release hides and removes. With \
            `--at`: the same at another version. With `--from` and `--to`: release notes in Markdown.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    @Option(
        parsing: .unconditional, help: .init("The version to look at; by default the spec's.", valueName: "version"))
    var at: String?

    @Option(parsing: .unconditional, help: .init("The version that release notes start from.", valueName: "version"))
    var from: String?

    @Option(
        parsing: .unconditional,
        help: .init("The version that release notes lead to; by default the spec's.", valueName: "version"))
    var to: String?

    func run() throws { try LifecycleRun.run(spec.selection, report.printer, at: at, from: from, to: to) }
}
