// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import QueryMeaning
import SpecDiagnostics
import SpecFiles
import SpecHistory
import SpecPipeline

/// `metricsgen diff`.
package enum DiffRun {
    package enum Format: String, CaseIterable, Sendable { case text, json, markdown, github, sarif }
    package enum Threshold: String, CaseIterable, Sendable { case breaking, compatible, any }
    package typealias Step = ReleaseStep
    package typealias Audience = Reader

    /// When a run fails.
    package struct Demands: Sendable {
        /// The largest step that is expected; nil for what the two versions allow.
        let expected: ReleaseStep?
        let failsOn: Threshold?
        let reader: Reader

        package init(expected: ReleaseStep?, failsOn: Threshold?, reader: Reader?) throws(CommandFailure) {
            if reader != nil, failsOn == nil {
                throw CommandFailure("`--reader` says for whom `--fail-on` counts; give that too")
            }
            self.expected = expected
            self.failsOn = failsOn
            self.reader = reader ?? .queries
        }
    }

    /// - Parameter new: nil for the specs of the working tree.
    package static func run(
        _ old: String, _ new: String?, _ demands: Demands, _ arguments: ReferenceArguments, format: Format,
        _ printer: FindingsPrinter
    ) throws {
        let before = try ComparedSide(old, of: nil, printer)
        let product = before.catalogue.product
        let after =
            try new.map { try ComparedSide($0, of: product, printer) }
            ?? ComparedSide(workingTree: SpecSelection([]), of: product, printer)
        guard after.catalogue.product == product else {
            throw CommandFailure(
                "\(quoted: old) is of the product \(product.quoted), and \(quoted: new ?? "the spec here") of "
                    + "\(after.catalogue.product.quoted); name two sides of one product")
        }
        var difference = ReleaseDifference(before, after)
        if let usage = try usage(of: before.catalogue, after, arguments) { difference.add(usage) }
        let sources = after.compilation?.sources ?? SourceCollection()
        switch format {
        case .text: try Console.print(difference.text)
        case .markdown: try Console.print(difference.markdown)
        case .json: try Console.print(document: difference.document(sources: sources).text)
        case .github, .sarif:
            let (findings, sources) = difference.findings(sources: sources, path: new ?? old)
            try printer.print(findings, in: sources)
        }
        try check(difference, demands)
    }

    /// - Throws: exit status 1 if the changes are more than was expected.
    private static func check(_ difference: ReleaseDifference, _ demands: Demands) throws {
        var failures: [String] = []
        if let step = difference.step, let allowed = demands.expected ?? difference.allowedStep, step > allowed {
            let versions = "\(difference.old.version) to \(difference.new.version)"
            failures.append(
                demands.expected == nil
                    ? "queries need a \(step.rawValue) step, and \(versions) is a \(allowed.rawValue) step: release these changes "
                        + "as a \(step.rawValue) step, or accept them in the spec (`lifecycle: {allow: […]}`)"
                    : "queries need a \(step.rawValue) step, and `--expect \(allowed.rawValue)` allows less")
        }
        if let threshold = demands.failsOn {
            let count = difference.changes.count { change in
                switch threshold {
                case .any: change.waiver == nil
                case .compatible: change.verdict(for: demands.reader) >= .compatible
                case .breaking: change.verdict(for: demands.reader) == .breaking
                }
            }
            if count > 0 {
                failures.append(
                    "\(count.counted("change fails", "changes fail")) by `--fail-on \(threshold.rawValue)` for \(demands.reader.rawValue)"
                )
            }
        }
        for failure in failures { Console.printError("error: " + failure) }
        if !failures.isEmpty { throw CommandExit.findings }
    }

    /// Who asks for what the old side has; nil if nobody says where that is.
    private static func usage(
        of old: Catalogue, _ side: ComparedSide, _ arguments: ReferenceArguments
    ) throws -> MetricUsage? {
        let references = SpecReferences(side.compilation.map { [$0] } ?? [])
        guard !arguments.files.isEmpty || references.hasFiles else { return nil }
        let provider = DiskSources()
        var places: [ReferencePlace]?
        if !arguments.files.isEmpty {
            let package = side.compilation?.root.packageDirectory
            places = try [ReferencePlace](
                arguments: arguments.files,
                package: package ?? RootSpec.searchedPackage(from: FileAccess.workingDirectory()), in: provider,
                standardInput: { try Console.standardInput() })
        }
        let input = try ReferenceInput(
            references, sources: side.compilation?.sources ?? SourceCollection(), arguments, files: places,
            in: provider)
        return try MetricUsage(input.contents, metrics: KnownMetrics([old], targetLabels: nil), names: [])
    }
}
