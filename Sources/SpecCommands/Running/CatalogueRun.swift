// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecEmitters
import SpecOutput
import SpecPipeline

/// `metricsgen catalogue`.
package enum CatalogueRun {
    package static func run(_ specs: SpecSelection, _ printer: FindingsPrinter) throws {
        let roots = try specs.roots()
        guard roots.count == 1, let root = roots.first else {
            throw CommandFailure(
                "a catalogue is about one product; name one of \(roots.map { PrintedText.line($0.path) }.joined(separator: ", "))"
            )
        }
        let compilation = try Compilation.orFailure(root)
        try printer.printToStandardError(compilation.findings, in: compilation.sources)
        try printer.check(compilation.findings)
        if let spec = compilation.spec { try Console.print(document: CatalogueDocument(spec).text) }
    }
}

extension Compilation {
    /// A spec with all of its outputs, and without lint.
    static func orFailure(_ root: RootSpec) throws(CommandFailure) -> Compilation {
        do { return try Compilation(root, emitters: Emitter.all) } catch {
            throw CommandFailure(unreadable: root, error)
        }
    }
}
