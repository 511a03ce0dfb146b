import ArgumentParser
import SpecCommands
import SpecDiagnostics

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule, with an example that breaks it and a fixed one.",
        discussion: "Without an argument: the list of all rules.")

    @Argument(help: "The code of a diagnostic, such as MG1103, or the name of its rule.")
    var rule: String?

    func run() throws {
        guard let rule else {
            try Console.print(RulePage.list)
            return
        }
        switch RulePage.find(rule) {
        case .page(let page): try Console.print(page)
        case .unknown(let suggestion):
            Console.printError(
                "error: there is no rule \(quoted: rule)" + (suggestion.map { "; did you mean `\($0)`?" } ?? "")
                    + "\n`metricsgen explain` lists all rules")
            throw ExitCode.misuse
        }
    }
}
