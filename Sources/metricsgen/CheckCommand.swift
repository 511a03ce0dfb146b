import ArgumentParser
import SpecCompiler
import SpecDiagnostics

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compile specs, write nothing, and fail when an output is missing, stale or left over.",
        discussion: """
            Prints a unified diff from what is there to what the spec says. This is the command for CI: it fails when \
            someone changed the spec without `metricsgen build`, or a generated file by hand.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let build = try output.build(try spec.roots(), checks: .lint)
        let outputs = OutputReport(build)
        switch report.format {
        case .text:
            report.print(build.findings, in: build.sources)
            try report.check(build.findings)
            guard !outputs.changes.isEmpty else { return }
            Console.print(outputs.diff)
            let count = outputs.changes.count
            Console.printError(
                "error: \(count == 1 ? "1 output is" : "\(count) outputs are") not what the spec says; "
                    + "`metricsgen build\(spec.arguments)\(output.argument)` brings \(count == 1 ? "it" : "them") up to date"
            )
            throw ExitCode.findings
        case .json:
            var sources = build.sources
            let findings = build.findings + outputs.findings(addingTo: &sources)
            report.print(findings, in: sources)
            try report.check(findings)
        }
    }
}
