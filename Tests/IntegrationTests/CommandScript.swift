// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// What a person does at a shell, and what comes of it, in one text:
///
///     What it shows, in words.
///
///     === file metrics.yaml
///     metricsgen: 1
///     === run metricsgen build
///     === stdout
///     created Generated/…
///     === exit 0
///
/// Steps run one after another in an empty directory with a `Package.swift`: `file` writes a file, `append` adds to one,
/// `delete` removes one, `show` compares a file's text, `run` runs one of our programs and compares both of its streams
/// and its exit status. An empty stream has no section. With METRICSGEN_RECORD=1 what came out takes the place of what
/// was expected.
struct CommandScript {
    let name: String
    private let introduction: String
    private let steps: [Step]

    private struct Step {
        var word: String
        var argument: String
        var body: String
    }

    /// Relative to the root of the repository.
    var path: String { "Tests/IntegrationTests/Scripts/\(name)" }

    init(named name: String) throws {
        self.name = name
        let text = try Repository.text("Tests/IntegrationTests/Scripts/\(name)")
        let parts = ("\n" + text).components(separatedBy: "\n=== ")
        introduction = String(parts[0].dropFirst())
        steps = parts.dropFirst().map { part in
            let heading = part.prefix { $0 != "\n" }
            let body = part.dropFirst(heading.count + 1)
            let words = heading.split(separator: " ", maxSplits: 1)
            return Step(
                word: String(words[0]), argument: words.count > 1 ? String(words[1]) : "",
                body: body.isEmpty ? "" : body.hasSuffix("\n") ? String(body) : body + "\n")
        }
    }

    /// Runs every step and returns the script as it would have to be.
    func run() throws -> String {
        let directory = try TemporaryDirectory()
        let place = directory.url
        try directory.write("", to: "Package.swift")

        var actual: [Step] = []
        for step in steps {
            let file = place.appending(path: step.argument)
            switch step.word {
            case "file", "append":
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                let old = step.word == "append" ? try Data(contentsOf: file) : Data()
                try (old + Data(step.body.utf8)).write(to: file)
                actual.append(step)
            case "delete":
                try FileManager.default.removeItem(at: file)
                actual.append(step)
            case "show":
                let data = FileManager.default.contents(atPath: file.path(percentEncoded: false))
                let body = data.map { String(decoding: $0, as: UTF8.self) } ?? "(not there)\n"
                actual.append(Step(word: "show", argument: step.argument, body: body))
            case "run":
                actual.append(step)
                actual += try results(of: step, in: place)
            // What a run is expected to bring; compared as a whole.
            case "stdout", "stderr", "exit": break
            default: throw Fault(description: "\(name): there is no step `\(step.word)`")
            }
        }
        return Self.text(introduction, actual)
    }

    private func results(of step: Step, in place: URL) throws -> [Step] {
        let words = step.argument.split(separator: " ").map(String.init)
        let outcome = try RunningProcess.run(
            BuiltProgram.path(words[0]), Array(words.dropFirst()), input: step.body,
            environment: ["NO_COLOR": nil], workingDirectory: place.path(percentEncoded: false))
        var steps: [Step] = []
        for (word, text) in [("stdout", outcome.output), ("stderr", outcome.errorOutput)] where !text.isEmpty {
            // Where the directory is differs from run to run.
            let shown = text.replacingOccurrences(of: place.path(percentEncoded: false), with: "(here)")
            steps.append(Step(word: word, argument: "", body: shown.hasSuffix("\n") ? shown : shown + "\n"))
        }
        let status =
            switch outcome.ending {
            case .exited(let code): "\(code)"
            case .signalled(let signal): "signal \(signal)"
            }
        return steps + [Step(word: "exit", argument: status, body: "")]
    }

    private static func text(_ introduction: String, _ steps: [Step]) -> String {
        introduction + "\n"
            + steps.map { "=== \($0.word)\($0.argument.isEmpty ? "" : " " + $0.argument)\n\($0.body)" }.joined()
    }

    struct Fault: Error, CustomStringConvertible { let description: String }
}
