// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

/// `metricsgen lint`.
package enum LintRun {
    package static func run(
        _ specs: SpecSelection, _ references: ReferenceArguments, _ printer: FindingsPrinter, fixing: Bool
    ) throws {
        guard references.files.isEmpty else {
            guard fixing else {
                throw CommandFailure("`lint` doesn't check files with queries; `metricsgen check --references` does")
            }
            return try fix(references, specs, printer)
        }
        if let option = references.optionOfQueries {
            throw CommandFailure("`\(option)` is about files with queries; name files with `--references`")
        }
        let roots = try specs.roots()
        let lint = try fixing ? Lint(fixing: roots, announceWait: Console.announceWait) : Lint(roots)
        if printer.format == .text { try Console.print(lint.summary) }
        try printer.print(lint.findings, in: lint.sources)
        try printer.check(lint.findings)
    }

    /// Applies the safe fixes to files with queries, and reports what is left.
    private static func fix(
        _ arguments: ReferenceArguments, _ specs: SpecSelection, _ printer: FindingsPrinter
    ) throws {
        let provider = DiskSources()
        let (references, sources) = try specs.references(arguments, printer)
        let lock = CheckoutLock([specs.package], announceWait: Console.announceWait)
        defer { withExtendedLifetime(lock) {} }
        guard !arguments.files.contains("-") else {
            throw CommandFailure("`lint --fix` writes files, and standard input is not a file")
        }
        let places = try [ReferencePlace](
            arguments: arguments.files, package: specs.package, in: provider, standardInput: { [] })
        let before = try ReferenceInput(references, sources: sources, arguments, files: places, in: provider)
        let fixed = try FixedReferences(before.contents, metrics: before.metrics, waivers: before.waivers)
        try fixed.write()
        if printer.format == .text { try Console.print(fixed.applied.map { "\($0)\n" }.joined()) }
        let after = try ReferenceInput(references, sources: sources, arguments, files: places, in: provider)
        let report = try ReferenceReport(after, of: references.products, BaselineArguments(), in: provider)
        try printer.print(report.findings, in: report.sources)
        try printer.check(report.findings)
    }
}
