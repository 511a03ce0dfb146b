// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct ExplainQueryCommand: ParsableCommand, ReportOptionsCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain-query",
        abstract: "Show what each part of a PromQL query means.",
        discussion: """
            For each expression: its type, the metrics that flow into it, their unit, and the labels that the series of \
            its result always, perhaps or never have. Variables of Grafana are understood.

            Without a root spec in this package the metrics are not known, and any label is possible.
            """)

    @Argument(help: "The query, or - for a JSON list of queries on standard input.")
    var query: String

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try ExplainQueryRun.run(query, spec.selection, report.printer) }
}
