// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("--help")
struct HelpTests {
    private static func help(_ arguments: String...) throws -> String {
        let help = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), arguments + ["--help"], environment: ["COLUMNS": nil])
        try #require(help.ending == .exited(0), "\(help.errorOutput)")
        return help.output
    }

    private static func commands() throws -> [String] {
        let list = try help().components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
        return list.matches(of: #/(?m)^  ([a-z-]+) /#).map { String($0.1) }
    }

    @Test("every command says more than its one line, and what each argument and option is for")
    func explained() throws {
        let commands = try Self.commands()
        #expect(Set(commands + ["help"]) == CompletionTests.commands)
        for command in commands {
            let help = try Self.help(command)
            let overview = help.components(separatedBy: "\nUSAGE:")[0].components(separatedBy: "\n\n")
            #expect(overview.filter { !$0.isEmpty }.count >= 2, "\(command) has no more to say than: \(overview)")
            // A name, and beside it or on the next line what it is for.
            for entry in help.matches(of: #/(?m)^  (<[^ ]+>|-.*?)(?:  +|\n {26})(\S.*)?$/#) {
                #expect((entry.2 ?? "").count > 10, "\(command) \(entry.1)")
            }
            let names = help.matches(of: #/(?m)^  (?:<|-)/#).count
            #expect(names == help.matches(of: #/(?m)^  (?:<[^ ]+>|-.*?)(?:  +|\n {26})\S/#).count, "\(help)")
        }
    }

    @Test("what a help text tells to run is there to run")
    func named() throws {
        let commands = try Self.commands()
        for text in try [Self.help()] + commands.map({ try Self.help($0) }) {
            let flat = text.replacing(#/\s+/#, with: " ")
            for mention in flat.matches(of: #/`metricsgen ([a-z-]+)/#) {
                #expect(commands.contains(String(mention.1)), "\(mention.0)")
            }
        }
    }

    @Test("the first page says how to begin, what a spec is, and what the exit status means")
    func front() throws {
        let help = try Self.help().replacing(#/\s+/#, with: " ")
        for sentence in [
            "To begin, run `metricsgen init`: it writes a spec", "A SPEC is a root spec: a YAML file with a `product:`",
            "Exit status: 0 if there is nothing worse than a warning; 1 if", "; 2 for a usage error",
        ] { #expect(help.contains(sentence), "\(sentence)") }
    }
}
