// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

struct CheckCommand: ParsableCommand, ReportOptionsCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Compile specs, write nothing, and fail if an output is missing, stale or left over, or a query is wrong.",
        discussion: """
            Prints a unified diff from each file to what the spec generates, the list of outputs that differ, and the \
            command that updates them. This is the command for CI: it fails if somebody changed the spec and didn't run \
            `metricsgen build`, or edited a generated file. Warnings are printed; they fail the run only with \
            --warnings-as-errors.

            It also checks the queries in the files that the spec lists under `references`: dashboards, files of rules and \
            pages. With --references FILE… it checks the queries in these files, and no outputs. docs/queries.md says \
            what is checked.

            In GitHub Actions, --format github adds an annotation for each diagnostic, on its line of the spec or the \
            output. A pull request shows the annotation if that line is part of its diff. --format sarif is for code \
            scanning. docs/ci.md has a complete example for each host.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup(title: "Queries") var references: ReferenceOptions

    @Option(
        help: .init(
            "Report only what is new since this file was written with --write-baseline.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var baseline: String?

    @Option(
        help: .init("Write what is found in queries to this file, instead of reporting it.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var writeBaseline: String?

    @Option(
        help: .init(
            """
            Of what is found in queries, report only what is on lines that changed since this git revision, such as the \
            base of a pull request.
            """, valueName: "revision"))
    var changedSince: String?

    @OptionGroup var report: ReportOptions

    func run() throws {
        try CheckRun.run(
            spec.selection, output.output, references.arguments(),
            BaselineArguments(known: baseline, written: writeBaseline, revision: changedSince), report.printer)
    }
}
