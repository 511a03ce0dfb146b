import ArgumentParser
import SpecChecks
import SpecCompilation
import SpecCompiler
import SpecDiagnostics
import SpecModel

/// Where outputs go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: "The directory that output paths are relative to, instead of the package's.", completion: .directory)
    var directory: String?

    func build(
        _ roots: [RootSpec], isForWriting: Bool = false, checks: (Product) -> [Finding] = { _ in [] }
    ) throws -> Build {
        let base = directory.map { Path.normalized(Path.join(FileAccess.workingDirectory(), $0)) }
        do { return try Build(roots, base: base, isForWriting: isForWriting, checks: checks) } catch {
            throw Refusal("\(error)")
        }
    }
}

extension OutputOptions {
    /// The command's own words, to repeat in advice.
    var argument: String { directory.map { " --output \(ShellWord.quoted($0))" } ?? "" }
}
