import ArgumentParser
import SpecCommands

/// Which specs a command is about.
struct SpecOptions: ParsableArguments {
    @Argument(
        help: "Root specs. Left out: every root spec in spec/, else metrics.yaml.",
        completion: .file(extensions: ["yaml", "yml"]))
    var specs: [String] = []

    var selection: SpecSelection { SpecSelection(specs) }
}
