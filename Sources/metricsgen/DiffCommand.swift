// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

extension DiffRun.Format: ExpressibleByArgument {}
extension DiffRun.Threshold: ExpressibleByArgument {}
extension DiffRun.Step: ExpressibleByArgument {}
extension DiffRun.Audience: ExpressibleByArgument {}

struct DiffCommand: ParsableCommand, ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Print what changed between two releases, and whom it breaks.",
        discussion: """
            A side is a root spec, a catalogue, a directory with a spec, or git:REVISION[:PATH] for one of these in a \
            revision, which is read from git's objects. Without NEW: the spec of the working tree.

            Fails if queries need a larger step than the one from the old version to the new one, such as a minor step \
            where a metric is gone. Between equal versions only --expect and --fail-on fail. With files under the spec's \
            `references`, or --references FILE…, each breaking change lists what it breaks.
            """)

    @Argument(
        help: "The release before.", completion: .file(extensions: ["yaml", "yml", "json"]))
    var old: String

    @Argument(
        help: "The release after; by default the spec of the working tree.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var new: String?

    @Option(help: "The largest step that queries may need; by default what follows from the two versions.")
    var expect: DiffRun.Step?

    @Option(help: "Fails if there is a change with this verdict, or any change at all.")
    var failOn: DiffRun.Threshold?

    @Option(help: "For whom --fail-on counts; by default queries.")
    var reader: DiffRun.Audience?

    @OptionGroup(title: "Queries") var references: ReferenceOptions

    @Option(help: "How the changes are printed. markdown is a section of a changelog.")
    var format: DiffRun.Format = .text

    @Option(help: "Whether text has colours; auto: if standard error is a terminal and NO_COLOR isn't set.")
    var color: FindingsPrinter.Color = .auto

    var printer: FindingsPrinter {
        let format = FindingsPrinter.Format(rawValue: format.rawValue) ?? .text
        return FindingsPrinter(format: format, color: color, warningsAsErrors: false)
    }

    func run() throws {
        try DiffRun.run(
            old, new, DiffRun.Demands(expected: expect, failsOn: failOn, reader: reader), references.arguments(),
            format: format, printer)
    }
}
