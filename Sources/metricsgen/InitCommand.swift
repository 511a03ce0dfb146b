import ArgumentParser
import SpecCommands
import SpecDiagnostics
import SpecFiles

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a small spec that compiles, and print the next steps.",
        discussion: """
            In a target's folder, such as Sources/App/metrics.yaml, the spec is for the build plugin: `swift build` \
            compiles it, and nothing is committed but the spec. Elsewhere it asks for outputs under Generated/, which \
            `metricsgen build` writes, you commit and `metricsgen check` keeps true. An existing file is never touched.
            """)

    @Argument(help: "Where the spec goes.", completion: .file(extensions: ["yaml", "yml"]))
    var file = "metrics.yaml"

    func run() throws {
        let spec = StarterSpec(path: file, workingDirectory: FileAccess.workingDirectory())
        let directory = FileAccess.workingDirectory()
        let paths: [String]
        do { paths = try spec.write() } catch {
            Console.printError("error: \(error)")
            throw ExitCode.misuse
        }
        for path in paths {
            let shown = Path.isAbsolute(file) || !Path.isAbsolute(path) ? path : Path.relative(path, to: directory)
            try Console.print("created \(PrintedText.line(shown))\n")
        }
        try Console.print("\n" + spec.instructions)
    }
}
