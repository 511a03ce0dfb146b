import SpecDiagnostics
import SpecFiles

/// `metricsgen init`.
package enum InitRun {
    package static func run(_ file: String) throws {
        let directory = FileAccess.workingDirectory()
        let spec = StarterSpec(path: file, workingDirectory: directory)
        let paths: [String]
        do { paths = try spec.write() } catch {
            Console.printError("error: \(error)")
            throw CommandExit.misuse
        }
        for path in paths {
            let shown = Path.isAbsolute(file) || !Path.isAbsolute(path) ? path : Path.relative(path, to: directory)
            try Console.print("created \(PrintedText.line(shown))\n")
        }
        try Console.print("\n" + spec.instructions)
    }
}
