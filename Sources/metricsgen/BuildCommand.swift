import ArgumentParser
import SpecCommands

struct BuildCommand: ParsableCommand, ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Compile specs and write every output that has changed.",
        discussion: """
            Everything is rendered before the first file is put in place, each file is replaced whole, and a run with \
            errors writes nothing. What was generated once and is no longer asked for is removed.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let build = try output.build(try spec.roots(), isForWriting: true)
        try report.print(build.findings, in: build.sources)
        output.noteOnPaths(of: build, report)
        try report.check(build.findings)
        let outcomes: [OutputPlan.Outcome]
        do { outcomes = try build.apply() } catch {
            Console.printError("error: \(error)")
            throw ExitCode.misuse
        }
        if report.format == .text {
            try Console.print(BuildSummary(build, outcomes, base: output.directory ?? "").text)
        }
    }
}
