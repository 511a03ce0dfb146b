import ArgumentParser
import SpecCommands

/// Where outputs go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: "The directory that output paths are relative to, instead of the package's.", completion: .directory)
    var directory: String?

    var output: OutputDirectory { OutputDirectory(directory) }
}
