// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import MetricsVocabulary
import SpecModel
import SpecPipeline

/// `metricsgen lifecycle`.
package enum LifecycleRun {
    package static func run(
        _ specs: SpecSelection, _ printer: FindingsPrinter, at: String?, from: String?, to: String?
    ) throws {
        if at != nil, from != nil || to != nil { throw CommandFailure("give either `--at` or `--from` and `--to`") }
        if to != nil, from == nil {
            throw CommandFailure("`--to` needs a `--from`, the version that the release notes start from")
        }
        let (at, from, to) = (
            try ProductVersion(argument: at, of: "--at"), try ProductVersion(argument: from, of: "--from"),
            try ProductVersion(argument: to, of: "--to")
        )
        // All specs are read before the first table is printed.
        for compilation in try specs.roots().map(Compilation.orFailure) {
            try printer.printToStandardError(compilation.findings, in: compilation.sources)
            guard let product = compilation.product else { throw CommandExit.findings }
            let current = product.version
            if let from {
                let to = to ?? current
                guard product.granularity.release(of: from) <= product.granularity.release(of: to) else {
                    throw CommandFailure("`--from \(from)` is later than `--to \(to)`: swap the two")
                }
                try Console.print(ReleaseNotes(product, from: from, to: to).markdown)
                try printer.check(compilation.findings)
                continue
            }
            try Console.print(LifecycleTable(product, at: at ?? current).text)
            let calendar = LifecycleCalendar(product, after: at ?? current).text
            if !calendar.isEmpty { try Console.print("\nComing releases:\n\n" + calendar) }
            try printer.check(compilation.findings)
        }
    }
}
