// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line: each subcommand has a file, and `EngineFlags` has the flags that they share.
@main
struct EngineServer: AsyncParsableCommand {
    #if HTTP
        static let configuration = CommandConfiguration(
            commandName: "engine-server",
            abstract: "A simulated serving engine for language models, with real metrics.",
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
            // To the parser, help and version are errors too.
            guard exitCode(for: error).isSuccess else {
                // The parser begins with a capital letter; our messages begin in lower case, as those of compilers
                // do.
                let message = fullMessage(for: error)
                StandardError.write("error: " + message.trimmingPrefix("Error: ") + "\n")
                exit(withError: ExitCode(CommandFailure.usageStatus))
            }
            let message = fullMessage(for: error)
            print(message, terminator: message.hasSuffix("\n") ? "" : "\n")
        }
    }
}
