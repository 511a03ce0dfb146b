/// `metricsgen lint`.
package enum LintRun {
    package static func run(_ specs: SpecSelection, _ printer: FindingsPrinter, fixing: Bool) throws {
        let roots = try specs.roots()
        let lint = try fixing ? Lint(fixing: roots, announceWait: Console.announceWait) : Lint(roots)
        if printer.format == .text { try Console.print(lint.summary) }
        try printer.print(lint.findings, in: lint.sources)
        try printer.check(lint.findings)
    }
}
