// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecJSON
import SpecPipeline
import SpecReports

/// `metricsgen explain-query`.
package enum ExplainQueryRun {
    /// - Parameter query: `-` for a JSON list of queries on standard input.
    package static func run(_ query: String, _ specs: SpecSelection, _ printer: FindingsPrinter) throws {
        let queries = query == "-" ? try list(Console.standardInput()) : [query]
        var compilations: [Compilation] = []
        for root in try specs.rootsIfAny() {
            let compilation = try Compilation.orFailure(root)
            guard compilation.product != nil else {
                try printer.printToStandardError(compilation.findings, in: compilation.sources)
                throw CommandExit.findings
            }
            compilations.append(compilation)
        }
        // What is wrong with the files of the specs, `check` says.
        let metrics = try ReferenceInput(
            SpecReferences(compilations, areWhole: false), sources: SourceCollection(), ReferenceArguments(),
            in: DiskSources()
        ).metrics
        var sources = SourceCollection()
        let explained = queries.map { ExplainedQuery($0, metrics: metrics, addingTo: &sources) }
        let findings = explained.flatMap(\.findings)
        switch printer.format {
        case .text, .github:
            try Console.print(explained.map(\.outline).joined(separator: "\n"))
            try printer.print(findings, in: sources)
        case .json:
            let report = JSONReport(sources: sources)
            let documents = explained.map { $0.document(diagnostics: report.diagnostics(of: $0.findings)) }
            try Console.print(document: (["version": 1, "queries": .array(documents)] as JSONValue).text)
        case .sarif: try printer.print(findings, in: sources)
        }
        try printer.check(findings)
    }

    private static func list(_ bytes: [UInt8]) throws(CommandFailure) -> [String] {
        let document: JSONDocument
        do { document = try JSONDocument(bytes) } catch {
            throw CommandFailure("standard input is not JSON: \(error); `-` reads a JSON list of queries")
        }
        guard let elements = document.root.elements else {
            throw CommandFailure(
                "standard input is not a JSON list; `-` reads a list of queries, such as [\"up\", \"sum(x)\"]")
        }
        var queries: [String] = []
        for element in elements {
            guard let query = element.string else {
                let (line, column) = document.position(of: element.range.lowerBound)
                throw CommandFailure(
                    "standard input, line \(line), column \(column): each element of the list has to be a string")
            }
            queries.append(query)
        }
        return queries
    }
}
