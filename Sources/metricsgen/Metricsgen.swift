// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SpecCommands

@main
struct Metricsgen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metricsgen",
        abstract: "Compiles a spec of metrics into typed Swift, documents, dashboards and a catalogue.",
        discussion: """
            Checks also that dashboards, alert rules and pages ask only for metrics that the spec has.

            A SPEC is a root spec: a YAML file with a `product:`. Without SPEC, a command takes every root spec directly \
            in the package's `spec/`, or else `metrics.yaml`.

            To begin, run `metricsgen init`: it writes a spec and prints the next steps. Every command has its own \
            --help. --generate-completion-script SHELL prints completions for bash, zsh or fish.

            Exit status: 0 if there is nothing worse than a warning; 1 if the spec, its outputs or a query \
            have errors; 2 for a usage error, or if a file can't be read or written.
            """,
        version: Console.toolVersion,
        subcommands: [
            BuildCommand.self, CheckCommand.self, LintCommand.self, LifecycleCommand.self, DiffCommand.self,
            CatalogueCommand.self,
            UsageCommand.self, SchemaCommand.self, ExplainCommand.self, ExplainQueryCommand.self, InitCommand.self,
        ])

    /// Runs the argument parser, and exits with our status for a usage error: the parser's own is 64.
    static func main() {
        // A script that only asks for the version doesn't have to wait for the argument parser, which would build the
        // whole tree of commands first.
        if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
            do { try Console.print(Console.toolVersion + "\n") } catch { end(.misuse) }
            return
        }
        // The parser would call it an unexpected argument, and would ignore it after `help`.
        let commands = configuration.subcommands.compactMap { $0.configuration.commandName }
        if let unknown = UnknownCommand(Array(CommandLine.arguments.dropFirst()), commands: commands) {
            Console.printError("error: \(unknown.message)")
            end(.misuse)
        }
        var printer: FindingsPrinter?
        do {
            var command = try parseAsRoot()
            printer = (command as? any ReportingCommand)?.printer
            try command.run()
        } catch let failure as CommandFailure {
            Console.printError("error: \(failure.reason)")
            // If standard output is gone too, only the status is left.
            try? printer?.printDocument(of: failure)
            end(.misuse)
        } catch let failure as CommandExit {
            end(failure)
        } catch {
            let code = exitCode(for: error)
            guard code == .validationFailure else { exit(withError: error) }
            // The parser begins with a capital letter; our messages begin in lower case, as those of compilers do.
            Console.printError("error: " + fullMessage(for: error).trimmingPrefix("Error: "))
            end(.misuse)
        }
    }

    private static func end(_ status: CommandExit) -> Never { exit(withError: ExitCode(status.rawValue)) }
}
