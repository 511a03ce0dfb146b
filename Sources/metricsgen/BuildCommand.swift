// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct BuildCommand: ParsableCommand, ReportOptionsCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Compile specs and write every output that has changed.",
        discussion: """
            Everything is rendered before the first file is put in place, each file is replaced whole, and a run with \
            errors writes nothing. Files that an earlier build generated and the spec no longer asks for are removed.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws { try BuildRun.run(spec.selection, output.output, report.printer) }
}
