// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Print the resolved model of a spec as JSON.",
        discussion: "A stable, versioned format for programs: every metric with its labels, buckets and lifecycle.")

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try CatalogueRun.run(spec.selection, report.printer) }
}
