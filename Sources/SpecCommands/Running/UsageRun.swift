// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles

/// `metricsgen usage`.
package enum UsageRun {
    package static func run(
        _ specs: SpecSelection, _ arguments: ReferenceArguments, _ printer: FindingsPrinter
    ) throws {
        _ = try specs.roots()
        let (references, sources) = try specs.references(arguments, printer)
        let rules = references.ruleUses(in: sources)
        let provider = DiskSources()
        var places: [ReferencePlace]?
        if !arguments.files.isEmpty {
            places = try [ReferencePlace](
                arguments: arguments.files, package: specs.package, in: provider,
                standardInput: { try Console.standardInput() })
        } else if !references.hasFiles, rules.isEmpty {
            throw CommandFailure(
                "no spec has `references`, so nothing is known of who asks for its metrics; list the files there, or name "
                    + "them with `--references`")
        }
        let input = try ReferenceInput(references, sources: sources, arguments, files: places, in: provider)
        let usage = try MetricUsage(
            input.contents, metrics: input.metrics, names: references.metricNames(in: input.metrics),
            rules: rules)
        switch printer.format {
        case .text, .github: try Console.print(usage.text)
        case .json: try Console.print(document: usage.document.text)
        case .sarif: throw CommandFailure("`usage` has the formats text and json")
        }
        if !input.findings.isEmpty { try printer.printToStandardError(input.findings, in: input.sources) }
        try printer.check(input.findings)
    }
}
