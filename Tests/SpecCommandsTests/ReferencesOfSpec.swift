// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

@testable import SpecCommands

/// A spec with `references: [alerts/**]`, and what is found in those files.
struct ReferencesOfSpec {
    static let spec = """
        metricsgen: 1
        product: {name: shop, version: "1.4.0", prefix: shop_}
        references: [alerts/**]
        groups:
          orders:
            metrics:
              orders_total: {type: counter, help: Orders taken.}
              packing_seconds: {type: histogram, unit: seconds, help: Packing., buckets: {bounds: [1, 5]}}

        """

    /// A file of rules with a query in quotes.
    static func rules(_ query: String) -> String {
        "groups: [{name: orders, rules: [{alert: Orders, expr: '\(query)', for: 10m}]}]\n"
    }

    let input: ReferenceInput

    /// - Parameter files: by their paths from the package's directory, besides the spec.
    init(_ files: [String: [UInt8]]) throws {
        let directory = "/package"
        var all = files
        all["Package.swift"] = []
        all["metrics.yaml"] = Array(Self.spec.utf8)
        let places = all.map { (Path.join(directory, $0.key), $0.value) }
        try self.init(in: directory, MemorySources(Dictionary(uniqueKeysWithValues: places)))
    }

    /// - Parameters:
    ///   - directory: the package's, which has a `metrics.yaml`.
    ///   - named: what the command line names instead of the files of the spec.
    init(in directory: String, _ sources: some SourceProvider, named: [String] = []) throws {
        let root = RootSpec(path: "metrics.yaml", workingDirectory: directory, in: sources)
        let compilation = try Compilation(root, in: sources, emitters: [])
        let places = try [ReferencePlace](
            arguments: named, package: directory, in: sources, standardInput: { [] })
        input = try ReferenceInput(
            SpecReferences([compilation]), sources: compilation.sources, ReferenceArguments(),
            files: named.isEmpty ? nil : places, in: sources)
    }

    /// What a check finds: each with its place and the code of its rule.
    func findings(in provider: some SourceProvider = MemorySources([:])) throws -> [String] {
        let report = try ReferenceReport(input, of: ["shop"], BaselineArguments(), in: provider)
        return report.findings.map { finding in
            let file = report.sources[finding.span.source].packagePath
            return "\(file):\(finding.span.start): \(finding.rule.code): \(finding.message)"
        }
    }

    /// The files that safe fixes change, by their paths.
    func fixed() throws -> [String: [UInt8]] {
        let fixed = try FixedReferences(input.contents, metrics: input.metrics, waivers: input.waivers)
        return Dictionary(uniqueKeysWithValues: fixed.changed.map { ($0.place.packagePath, $0.bytes) })
    }
}
