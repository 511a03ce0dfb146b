import ArgumentParser

/// The command line: a subcommand a file, the flags that they share in `EngineFlags`.
@main
struct EngineServer: AsyncParsableCommand {
    #if HTTP
        static let configuration = CommandConfiguration(
            commandName: "engine-server",
            abstract: "A serving engine for language models, simulated, whose metrics are real.",
            subcommands: [ServeCommand.self, ReplayCommand.self, WorkerCommand.self],
            defaultSubcommand: ServeCommand.self)
    #else
        // Built without the trait HTTP, which brings SwiftNIO.
        static let configuration = CommandConfiguration(
            commandName: "engine-server", abstract: "Recorded statistics of an engine, as metrics.",
            subcommands: [ReplayCommand.self])
    #endif

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            StandardError.write("\(failure)\n")
            exit(withError: ExitCode(failure.status))
        } catch {
            // Help and version are errors to the parser too, and no fault.
            guard exitCode(for: error).isSuccess else {
                // The parser begins with a capital, everything else of ours as compilers do.
                let message = fullMessage(for: error)
                StandardError.write("error: " + message.trimmingPrefix("Error: ") + "\n")
                exit(withError: ExitCode(CommandFailure.usageStatus))
            }
            let message = fullMessage(for: error)
            print(message, terminator: message.hasSuffix("\n") ? "" : "\n")
        }
    }
}
