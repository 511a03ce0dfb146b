import ArgumentParser
import MetricsVocabulary
import SpecCommands
import SpecDiagnostics
import SpecEmitters
import SpecModel
import SpecOutput
import SpecPipeline

struct LifecycleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifecycle",
        abstract: "Print what is deprecated, hidden or removed, when, and what to use instead.",
        discussion: """
            Without an argument: the table at the spec's version, and what each coming release hides and removes. With \
            `--at`: the same at another version. With `--from` and `--to`: release notes in Markdown.
            """)

    @OptionGroup var spec: SpecOptions
    @OptionGroup var report: ReportOptions

    @Option(
        parsing: .unconditional, help: .init("The version to look at; by default the spec's.", valueName: "version"))
    var at: String?

    @Option(parsing: .unconditional, help: .init("The version that release notes start from.", valueName: "version"))
    var from: String?

    @Option(
        parsing: .unconditional,
        help: .init("The version that release notes lead to; by default the spec's.", valueName: "version"))
    var to: String?

    func run() throws {
        if at != nil, from != nil || to != nil { throw Refusal("give either `--at` or `--from` and `--to`") }
        if to != nil, from == nil { throw Refusal("`--to` needs a `--from`: release notes start somewhere") }
        let (at, from, to) = (try version(at, "--at"), try version(from, "--from"), try version(to, "--to"))
        for compilation in try compilations() {
            try report.printToStandardError(compilation.findings, in: compilation.sources)
            guard let product = compilation.product else { throw ExitCode.findings }
            let current = product.version.value
            if let from {
                let to = to ?? current
                guard from.releaseLine <= to.releaseLine else {
                    throw Refusal("`--from \(from)` is later than `--to \(to)`: swap the two")
                }
                try Console.print(ReleaseNotes(product, from: from, to: to).markdown)
                try report.check(compilation.findings)
                continue
            }
            try Console.print(LifecycleTable(product, at: at ?? current).text)
            let calendar = LifecycleCalendar(product, after: at ?? current).text
            if !calendar.isEmpty { try Console.print("\nComing releases:\n\n" + calendar) }
            try report.check(compilation.findings)
        }
    }

    private func compilations() throws -> [Compilation] {
        var compilations: [Compilation] = []
        for root in try spec.roots() {
            do { compilations.append(try Compilation(root, emitters: Emitter.all)) } catch {
                throw Refusal("can't read \(quoted: root.path): \(error.reason)")
            }
        }
        return compilations
    }

    private func version(_ text: String?, _ flag: String) throws -> ProductVersion? {
        guard let text else { return nil }
        guard let version = ProductVersion(text) else {
            throw Refusal("`\(flag)`: \(quoted: text) is not a version; write it as in `0.9` or `0.9.1`")
        }
        return version
    }
}
