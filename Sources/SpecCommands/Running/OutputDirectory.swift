// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// The place of outputs: the directory that a command was given, or each spec's package.
package struct OutputDirectory {
    let path: String?

    package init(_ path: String?) { self.path = path }

    func build(
        _ roots: [RootSpec], isForWriting: Bool = false, isReviewing: Bool = false
    ) throws(CommandFailure) -> Build {
        let base = path.map { Path.normalized(Path.join(FileAccess.workingDirectory(), $0)) }
        return try Build(
            roots, base: base, isForWriting: isForWriting, isReviewing: isReviewing, announceWait: Console.announceWait)
    }

    /// Says what paths are relative to, if there is no package.
    func noteOnPaths(of build: Build, _ printer: FindingsPrinter) {
        guard path == nil, printer.format == .text || printer.format == .github else { return }
        for compilation in build.compilations where !compilation.outputs.isEmpty {
            if let note = compilation.root.noteOnPaths { Console.printError(note) }
        }
    }

    /// The command's own arguments, to repeat in advice.
    var argument: String { path.map { " --output \(ShellWord.quoted($0))" } ?? "" }
}
