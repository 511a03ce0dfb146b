import ArgumentParser
import SpecCommands
import SpecDiagnostics
import SpecEmitters
import SpecOutput
import SpecPipeline

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Print the resolved model of a spec as JSON.",
        discussion: "A stable, versioned format for programs: every metric with its labels, buckets and lifecycle.")

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    func run() throws {
        let roots = try spec.roots()
        guard roots.count == 1, let root = roots.first else {
            throw Refusal(
                "a catalogue is about one product; name one of \(roots.map { PrintedText.line($0.path) }.joined(separator: ", "))"
            )
        }
        let compilation: Compilation
        do { compilation = try Compilation(root, emitters: Emitter.all) } catch {
            throw Refusal("can't read \(quoted: root.path): \(error.reason)")
        }
        try report.printToStandardError(compilation.findings, in: compilation.sources)
        try report.check(compilation.findings)
        if let catalogue = compilation.catalogue { try Console.print(document: catalogue) }
    }
}
