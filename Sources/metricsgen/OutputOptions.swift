import ArgumentParser
import SpecCompilation
import SpecCompiler
import SpecDiagnostics

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
        do { return try Build(roots, base: base, isForWriting: isForWriting, isReviewing: isReviewing) } catch {
            throw Refusal("\(error)")
        }
    }
}

extension OutputOptions {
    /// The command's own words, to repeat in advice.
    var argument: String { directory.map { " --output \(ShellWord.quoted($0))" } ?? "" }
}
