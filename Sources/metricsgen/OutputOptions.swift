import ArgumentParser
import SpecCommands
import SpecDiagnostics
import SpecFiles
import SpecPipeline

/// Where outputs go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: "The directory that output paths are relative to, instead of the package's.", completion: .directory)
    var directory: String?

    func build(
        _ roots: [RootSpec], isForWriting: Bool = false, isReviewing: Bool = false
    ) throws -> Build {
        let base = directory.map { Path.normalized(Path.join(FileAccess.workingDirectory(), $0)) }
        do {
            return try Build(
                roots, base: base, isForWriting: isForWriting, isReviewing: isReviewing,
                announceWait: Console.announceWait)
        } catch {
            throw Refusal("\(error)")
        }
    }

    /// Says where paths begin, where no package says it.
    func noteOnPaths(of build: Build, _ report: ReportOptions) {
        guard directory == nil, report.format == .text || report.format == .github else { return }
        for compilation in build.compilations where !compilation.outputs.isEmpty {
            if let note = compilation.root.noteOnPaths { Console.printError(note) }
        }
    }
}

extension OutputOptions {
    /// The command's own words, to repeat in advice.
    var argument: String { directory.map { " --output \(ShellWord.quoted($0))" } ?? "" }
}
