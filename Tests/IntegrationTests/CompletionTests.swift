// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What `make install` puts where shells look for it, read by the shells.
@Suite("Completions")
struct CompletionTests {
    private func script(_ shell: String) throws -> String {
        let script = try RunningProcess.run(
            BuiltProgram.path("metricsgen"), ["--generate-completion-script", shell])
        try #require(script.ending == .exited(0), "\(script.errorOutput)")
        return script.output
    }

    /// What a shell says to a program of its language, with the completions in a file beside it.
    private func run(_ shell: String, _ program: String, _ options: [String] = []) throws -> Set<String> {
        let directory = try TemporaryDirectory()
        try directory.write(script(shell), to: "_metricsgen")
        let outcome = try RunningProcess.run(
            shell, options + ["-c", program],
            environment: ["PATH": BuiltProgram.path("") + ":" + Self.path],
            workingDirectory: directory.path)
        #expect(outcome.ending == .exited(0) && outcome.errorOutput.isEmpty, "\(outcome.errorOutput)")
        return Set(
            outcome.output.split(separator: "\n").map { String($0.prefix { !$0.isWhitespace && $0 != ":" }) })
    }

    static let commands: Set = [
        "build", "check", "lint", "lifecycle", "diff", "catalogue", "usage", "schema", "explain", "explain-query",
        "init",
        "help",
    ]

    /// What is typed behind `metricsgen`, and what there is to go on with.
    private static let lines: [(String, Set<String>)] = [
        ("", commands), ("lint --f", ["--format", "--fix"]), ("check --format ", ["text", "json", "github", "sarif"]),
        ("usage --", ["--references", "--catalogue", "--complete", "--product-version"]),
    ]

    @Test(
        "bash offers every command, a command's options, and an option's values",
        arguments: Self.lines + [("li", ["lint", "lifecycle"])])
    func bash(line: String, offered: Set<String>) throws {
        // As the shell calls it when TAB is pressed behind the line.
        let completed = try run(
            "bash",
            """
            shopt -s extglob
            source ./_metricsgen
            COMP_LINE='metricsgen \(line)'
            COMP_POINT=${#COMP_LINE}
            read -r -a COMP_WORDS <<<"$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            function_name=$(complete -p metricsgen | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            "$function_name" metricsgen "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || true
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(completed.isSuperset(of: offered), "\(completed)")
        if line.hasSuffix("i") { #expect(completed == offered) }
    }

    @Test(
        "fish offers every command, a command's options, and an option's values", .enabled(if: Self.has("fish")),
        arguments: Self.lines)
    func fish(line: String, offered: Set<String>) throws {
        let completed = try run(
            "fish", "source ./_metricsgen; complete --do-complete 'metricsgen \(line)'", ["--no-config"])
        #expect(completed.isSuperset(of: offered), "\(completed)")
    }

    @Test("zsh takes the file as its completions of metricsgen", .enabled(if: Self.has("zsh")))
    func zsh() throws {
        let completed = try run(
            "zsh",
            """
            zsh -n ./_metricsgen
            fpath=($PWD $fpath)
            autoload -Uz compinit && compinit -u -d "$PWD/dump"
            print ${_comps[metricsgen]}
            """, ["--no-rcs"])
        #expect(completed == ["_metricsgen"])
        // What it offers are lines of the file; to press TAB in it needs a terminal.
        let text = try script("zsh")
        for command in Self.commands { #expect(text.contains("'\(command):"), "\(command)") }
    }

    private static let path = ProcessInfo.processInfo.environment["PATH", default: ""]

    private static func has(_ shell: String) -> Bool {
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(shell)") }
    }
}
